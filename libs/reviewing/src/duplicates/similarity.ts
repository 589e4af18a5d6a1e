import { featuresOf, MOST } from './features.ts';
import { type Logistic, oddsOf } from './logistic.ts';
import { CENTERS, CONSTANT, SCALES, TELLING_WORDS, WEIGHTS } from './similarity-model.ts';

/**
 * Texts that score this high mean the same. Of pairs whose texts the model had not seen, nine of ten that reach it are the
 * same, and of ten that are the same eight reach it: a finding said twice is a nuisance, one that is kept back is lost.
 */
export const DUPLICATE = 0.75;

const MODEL: Logistic = { centers: CENTERS, scales: SCALES, weights: WEIGHTS, constant: CONSTANT };

const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries(TELLING_WORDS).flatMap(([weight, words]) =>
    words.split(' ').map((word) => [word, Number(weight)] as const),
  ),
);

/** How much a word tells, as it is in findings; one that stands in hardly any tells the most. */
export const telling = (word: string): number => WORDS.get(word) ?? MOST;

/**
 * How surely two findings' texts mean the same, 0 to 1; in either order the same. It needs no network and no model: a
 * logistic function of `features.ts` and their products, with weights that `train.ts` made.
 */
export function similarityOf(one: string, other: string): number {
  if (one.trim() === other.trim()) return 1;
  return 1 / (1 + Math.exp(-oddsOf(MODEL, expanded(featuresOf(one, other, telling)))));
}

/** The features, and the product of each two. */
export function expanded(features: readonly number[]): number[] {
  const all = [...features];
  for (const [index, one] of features.entries()) for (const other of features.slice(index)) all.push(one * other);
  return all;
}

/**
 * How well scores tell pairs that are the same from those that are not: the chance that one that is scores higher than one
 * that is not. 0.5 is chance, 1 is perfect.
 */
export function areaUnderCurve(same: readonly number[], different: readonly number[]): number {
  const all = [...same.map((score) => ({ score, same: true })), ...different.map((score) => ({ score, same: false }))];
  all.sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to += 1;
    const tied = all.slice(from, to).filter((pair) => pair.same).length;
    ranks += (tied * (from + 1 + to)) / 2;
    from = to;
  }
  return (ranks - (same.length * (same.length + 1)) / 2) / (same.length * different.length);
}
