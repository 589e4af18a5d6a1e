import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { shippedBook } from './index.ts';

type Prices = Readonly<Record<string, number>> & {
  readonly above?: { readonly tokens: number } & Readonly<Record<string, number>>;
};

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8'));

/** Which of our rates stands against which of theirs; of two names the first that they use. */
const NAMES = [
  ['input', ['input']],
  ['cacheRead', ['input_cached_tokens', 'input_cache_read']],
  ['cacheWrite5m', ['input_cache_creation_5m', 'input_cache_creation']],
  ['cacheWrite1h', ['input_cache_creation_1h']],
  ['output', ['output']],
  ['reasoning', ['output_reasoning']],
] as const;

/** US dollars for a million tokens, short enough to compare: neither table says more than nine digits. */
const perMillion = (rate: bigint): number => Number((Number(rate) / 1e24).toPrecision(9));

function disagreements(): string[] {
  const book = shippedBook();
  const found: string[] = [];
  for (const [model, theirs] of Object.entries(read('langfuse-model-prices.json') as Record<string, Prices>)) {
    const price = book.find(model, 0);
    if (price === undefined) {
      found.push(`${model}: not in the price book`);
      continue;
    }
    const lengths: [string, number, Readonly<Record<string, number>>][] = [['', 0, theirs]];
    if (theirs.above) lengths.push([` above ${theirs.above.tokens}`, theirs.above.tokens + 1, theirs.above]);
    for (const [where, prompt, prices] of lengths) {
      const ours = price.ratesFor(prompt);
      for (const [kind, names] of NAMES) {
        const their = names.map((name) => prices[name]).find((value) => value !== undefined);
        const our = ours[kind];
        if (their === undefined || our === undefined) continue;
        const [mine, other] = [perMillion(our), Number((their * 1e6).toPrecision(9))];
        if (mine !== other) found.push(`${model}${where}: ${kind} ${mine} here, ${other} there`);
      }
    }
  }
  return found.toSorted();
}

describe('the second price table', () => {
  it('disagrees with the first in what is listed, and in nothing else', () => {
    expect(disagreements()).toEqual(read('disagreements.json'));
  });
});
