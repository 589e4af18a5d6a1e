import { CUE_FAMILIES, featuresOf } from '@arbiter/promises/training';
import { type Approach, type Sees, dims, learnFrom } from './approaches.ts';
import { judge } from './linear-model.ts';
import type { Sample } from './samples.ts';

/** A cue that fewer texts show, nobody would have written down. */
const LEAST_TEXTS = 2;

/**
 * The model with those cues only that its own training texts teach: two of them show it, and those admit debt more often than
 * others do. People wrote the cues with all texts in view; this is what is left of them where the judged projects were not.
 */
export const taught: Approach = (training) => {
  const known = cuesOf(training);
  const sees =
    (sample: Sample): Sees =>
    (family, alternative) =>
      shown(sample).has(cue(family, alternative)) && known.has(cue(family, alternative));
  const whole = (sample: Sample) => featuresOf(sample.masked, sees(sample));
  const dimmed = (sample: Sample) => featuresOf(sample.masked, (...at) => sees(sample)(...at) && dims(sample)(...at));
  const learned = learnFrom(training, [whole, dimmed]);
  return (sample) => judge(learned, whole(sample));
};

function cuesOf(training: readonly Sample[]): ReadonlySet<number> {
  const counts = new Map<number, { texts: number; debts: number }>();
  for (const sample of training) {
    for (const name of shown(sample)) {
      const { texts, debts } = counts.get(name) ?? { texts: 0, debts: 0 };
      counts.set(name, { texts: texts + 1, debts: debts + (sample.debt ? 1 : 0) });
    }
  }
  const usual = training.filter(({ debt }) => debt).length / training.length;
  const good = [...counts].filter(([, { texts, debts }]) => texts >= LEAST_TEXTS && debts / texts > usual);
  return new Set(good.map(([name]) => name));
}

/** One number for an alternative of a family. */
const cue = (family: number, alternative: number): number => 1000 * family + alternative;

const cues = new WeakMap<Sample, ReadonlySet<number>>();

/** The cues that a text shows. */
function shown(sample: Sample): ReadonlySet<number> {
  const known = cues.get(sample);
  if (known) return known;
  const prose = sample.masked.replaceAll(/\s+/g, ' ');
  const found = CUE_FAMILIES.flatMap(({ alternatives }, family) =>
    alternatives.flatMap((pattern, alternative) => (pattern.test(prose) ? [cue(family, alternative)] : [])),
  );
  const names = new Set(found);
  cues.set(sample, names);
  return names;
}
