import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { featuresOf, MOST, type Telling } from './features.ts';
import { fit, oddsOf } from './logistic.ts';
import { read } from './reading.ts';
import { areaUnderCurve, expanded } from './similarity.ts';

/*
 * Trains the similarity of findings anew and writes `similarity-model.ts`:
 *
 *   node --conditions=@arbiter/source libs/reviewing/src/duplicates/train.ts pairs.json
 *
 * Pairs that share a text, directly or through others, are never in training and test at once: a text that was seen would
 * be recognised, not understood.
 */

const Pairs = z.object({
  same: z.array(z.tuple([z.string(), z.string()])),
  different: z.array(z.tuple([z.string(), z.string()])),
});

interface Pair {
  readonly texts: readonly [string, string];
  readonly same: boolean;
  readonly group: string;
}

const FOLDS = 5;
const PENALTY = 10;
const TARGET = fileURLToPath(new URL('./similarity-model.ts', import.meta.url));

/** Each pair with the group of texts that hang together. */
function grouped({ same, different }: z.infer<typeof Pairs>): Pair[] {
  const parents = new Map<string, string>();
  const root = (text: string): string => {
    let at = text;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up;
    return at;
  };
  for (const [one, other] of [...same, ...different]) parents.set(root(one), root(other));
  const toPair =
    (is: boolean) =>
    (texts: readonly [string, string]): Pair => ({ texts, same: is, group: root(texts[0]) });
  return [...same.map(toPair(true)), ...different.map(toPair(false))];
}

/** Folds of about the same size, each group whole in one of them. */
function foldsOf(pairs: readonly Pair[]): Pair[][] {
  const folds = Array.from({ length: FOLDS }, (): Pair[] => []);
  const groups = [...Map.groupBy(pairs, ({ group }) => group).values()].sort((a, b) => b.length - a.length);
  for (const group of groups) folds.sort((a, b) => a.length - b.length)[0]?.push(...group);
  return folds;
}

function tellingIn(pairs: readonly Pair[]): { readonly telling: Telling; readonly words: ReadonlyMap<string, number> } {
  const texts = new Set(pairs.flatMap((pair) => pair.texts));
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of read(text).bag) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weight = (count: number): number => Math.min(MOST, Math.log((texts.size + 1) / (count + 0.5)));
  // In fifths: finer than the counts are certain.
  const words = new Map(
    [...counts].filter(([, count]) => count > 1).map(([word, count]) => [word, Math.round(weight(count) * 5) / 5]),
  );
  return { telling: (word) => words.get(word) ?? MOST, words };
}

const rowsOf = (pairs: readonly Pair[], telling: Telling): number[][] =>
  pairs.map(({ texts: [one, other] }) => expanded(featuresOf(one, other, telling)));

const train = (pairs: readonly Pair[], telling: Telling) =>
  fit(
    rowsOf(pairs, telling),
    pairs.map(({ same }) => Number(same)),
    PENALTY,
  );

function check(pairs: readonly Pair[]): void {
  const folds = foldsOf(pairs);
  const scored = folds.flatMap((test) => {
    const rest = folds.filter((fold) => fold !== test).flat();
    const { telling } = tellingIn(rest);
    const model = train(rest, telling);
    const scores = rowsOf(test, telling).map((row, index) => ({
      score: oddsOf(model, row),
      same: test[index]?.same === true,
    }));
    console.log(`fold of ${String(test.length)} pairs: ${areaOf(scores).toFixed(4)}`);
    return scores;
  });
  console.log(`all folds: ${areaOf(scored).toFixed(4)}`);
  for (const threshold of [0.4, 0.5, 0.55, 0.6, 0.7, 0.8]) {
    const reached = scored.filter(({ score }) => 1 / (1 + Math.exp(-score)) >= threshold);
    const right = reached.filter(({ same }) => same).length;
    const all = scored.filter(({ same }) => same).length;
    console.log(
      `from ${String(threshold)}: precision ${(right / reached.length).toFixed(3)}, recall ${(right / all).toFixed(3)}`,
    );
  }
}

const areaOf = (scored: readonly { readonly score: number; readonly same: boolean }[]): number =>
  areaUnderCurve(
    scored.filter(({ same }) => same).map(({ score }) => score),
    scored.filter(({ same }) => !same).map(({ score }) => score),
  );

function write(pairs: readonly Pair[]): void {
  const { telling, words } = tellingIn(pairs);
  const { centers, scales, weights, constant } = train(pairs, telling);
  const numbers = (values: readonly number[]): string =>
    `[${values.map((value) => String(Number(value.toPrecision(5)))).join(', ')}]`;
  const byWeight = Map.groupBy([...words.keys()].sort(), (word) => words.get(word) ?? MOST);
  const lines = [...byWeight]
    .sort(([a], [b]) => a - b)
    .map(([weight, list]) => `  ${String(weight)}: '${list.join(' ')}',`);
  writeFileSync(
    TARGET,
    `// Written by train.ts; see there.
// prettier-ignore
export const CENTERS: readonly number[] = ${numbers(centers)};
// prettier-ignore
export const SCALES: readonly number[] = ${numbers(scales)};
// prettier-ignore
export const WEIGHTS: readonly number[] = ${numbers(weights)};
export const CONSTANT = ${String(Number(constant.toPrecision(5)))};
/** How much words tell, by weight; whatever stands in no list tells the most. */
// prettier-ignore
export const TELLING_WORDS: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`,
  );
}

const [file] = process.argv.slice(2);
if (file === undefined)
  throw new Error('Name the file with the pairs: {"same": [[a, b], …], "different": [[a, b], …]}.');
const pairs = grouped(Pairs.parse(JSON.parse(readFileSync(file, 'utf8'))));
check(pairs);
write(pairs);
