import { type Reading, read } from './reading.ts';

/** How much a word tells: the rarer the more. */
export type Telling = (word: string) => number;

/** What is compared of two texts; each from 0 to about 1. */
export const FEATURES = [
  'wordCosine',
  'wordContainment',
  'wordJaccard',
  'plainJaccard',
  'rarestShared',
  'secondShared',
  'missedLeast',
  'nameContainment',
  'nameShared',
  'nameNone',
  'nameDifferent',
  'gramDice',
  'gramContainment',
  'pairContainment',
  'softMost',
  'softLeast',
  'numberShared',
  'numberDifferent',
  'negation',
  'lengthRatio',
  'headCosine',
] as const;

/** The features of a pair, in the order of `FEATURES`. The order of the texts does not matter. */
export function featuresOf(one: string, other: string, telling: Telling): number[] {
  const [a, b] = [read(one), read(other)];
  const shared = [...a.bag].filter((word) => b.bag.has(word));
  const weights = shared.map(telling).sort((x, y) => y - x);
  const [sumA, sumB, both] = [sum(a.bag, telling), sum(b.bag, telling), sum(shared, telling)];
  const names = overlap(a.names, b.names);
  const least = Math.min(a.names.size, b.names.size);
  const grams = overlap(a.trigrams, b.trigrams);
  const pairs = overlap(a.pairs, b.pairs);
  const numbers = overlap(a.numbers, b.numbers);
  const [softA, softB] = [soft(a, b, telling), soft(b, a, telling)];
  const [headA, headB] = [a, b].map(({ words }) => new Set(words.slice(0, HEAD)));
  return [
    cosine(a.bag, b.bag, telling),
    ratio(both, Math.min(sumA, sumB)),
    ratio(both, sumA + sumB - both),
    ratio(overlap(a.plain, b.plain), a.plain.size + b.plain.size - overlap(a.plain, b.plain)),
    (weights[0] ?? 0) / MOST,
    (weights[1] ?? 0) / MOST,
    Math.min(missed(a, b, telling), missed(b, a, telling)) / MOST,
    ratio(names, least),
    Math.min(3, names) / 3,
    least === 0 ? 1 : 0,
    least > 0 && names === 0 ? 1 : 0,
    ratio(2 * grams, a.trigrams.size + b.trigrams.size),
    ratio(grams, Math.min(a.trigrams.size, b.trigrams.size)),
    ratio(pairs, Math.min(a.pairs.size, b.pairs.size)),
    Math.max(softA, softB),
    Math.min(softA, softB),
    Math.min(2, numbers) / 2,
    a.numbers.size > 0 && b.numbers.size > 0 && numbers === 0 ? 1 : 0,
    a.negations > 0 === b.negations > 0 ? 0 : 1,
    ratio(Math.min(a.words.length, b.words.length), Math.max(a.words.length, b.words.length)),
    headA && headB ? cosine(headA, headB, telling) : 0,
  ];
}

/** The weight of a word that nobody has seen. */
export const MOST = 8;

/** A finding says what it is about in its first words. */
const HEAD = 10;

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const sum = (words: Iterable<string>, telling: Telling): number => {
  let all = 0;
  for (const word of words) all += telling(word);
  return all;
};

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let count = 0;
  for (const each of small) if (large.has(each)) count += 1;
  return count;
};

function cosine(a: ReadonlySet<string>, b: ReadonlySet<string>, telling: Telling): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (const word of a) {
    const weight = telling(word) ** 2;
    aa += weight;
    if (b.has(word)) ab += weight;
  }
  for (const word of b) bb += telling(word) ** 2;
  return ratio(ab, Math.sqrt(aa * bb));
}

/** How much of a text's weight finds its like in the other: a word itself, or one that begins alike. */
function soft(a: Reading, b: Reading, telling: Telling): number {
  let [found, all] = [0, 0];
  for (const word of a.bag) {
    const weight = telling(word);
    all += weight;
    if (b.bag.has(word)) found += weight;
    else if (word.length >= 4 && [...b.bag].some((other) => alike(word, other))) found += weight * 0.7;
  }
  return ratio(found, all);
}

const alike = (one: string, other: string): boolean =>
  other.length >= 4 && (one.startsWith(other.slice(0, 5)) || other.startsWith(one.slice(0, 5)));

/** The most telling word of a text that the other does not have. */
function missed(a: Reading, b: Reading, telling: Telling): number {
  let most = 0;
  for (const word of a.bag) if (!b.bag.has(word)) most = Math.max(most, telling(word));
  return most;
}
