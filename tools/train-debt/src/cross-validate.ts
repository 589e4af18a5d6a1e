import type { Approach, Sees } from './approaches.ts';
import { foldsOf } from './folds.ts';
import { bestThreshold, f1At } from './scores.ts';
import type { Sample, Source } from './samples.ts';

export interface Measured {
  /** F1 by source, at thresholds that the other projects chose. */
  readonly f1: Readonly<Record<Source, number>>;
  /** The threshold that is best over all, with every text judged by a model that did not see its project. */
  readonly threshold: number;
}

const FOLDS = 10;

/** How an approach does on projects that it did not learn from. */
export interface Validation {
  /** Shuffles projects into folds. */
  readonly seed: number;
  /** Hides cues from the judge, not from the learner. */
  readonly sees?: Sees | undefined;
  /** How many folds: with two, half of the projects teach about the other half. */
  readonly count?: number;
}

/** Judges every text by what was learned from the other folds. */
export function crossValidate(
  samples: readonly Sample[],
  approach: Approach,
  { seed, sees, count = FOLDS }: Validation,
): Measured {
  const folds = foldsOf(samples, count, seed);
  const judged = samples.map((sample, index) => ({ sample, fold: folds[index], debt: sample.debt, score: 0 }));
  for (let fold = 0; fold < count; fold++) {
    const score = approach(
      samples.filter((_, index) => folds[index] !== fold),
      sees,
    );
    for (const one of judged) if (one.fold === fold) one.score = score(one.sample);
  }
  // Each project's texts are told by the threshold of the others: as a score above it is all that counts, it moves to 0.
  const thresholds = Array.from({ length: count }, (_, fold) =>
    bestThreshold(judged.filter((one) => one.fold !== fold)),
  );
  const shifted = judged.map((one) => ({ ...one, score: one.score - (thresholds[one.fold ?? 0] ?? 0) }));
  const f1Of = (source: Source): number =>
    f1At(
      shifted.filter(({ sample }) => sample.source === source),
      0,
    );
  return { f1: { commit: f1Of('commit'), change: f1Of('change') }, threshold: bestThreshold(judged) };
}
