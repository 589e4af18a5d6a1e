import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { extract } from './extract.ts';

const AT = '2026-11-18T10:00:00+01:00';
const lines = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

/** Precision, recall and their harmonic mean. */
function scores(cases: readonly { found: boolean; there: boolean }[]) {
  const count = (found: boolean, there: boolean) => cases.filter((c) => c.found === found && c.there === there).length;
  const [hits, false_, missed] = [count(true, true), count(true, false), count(false, true)];
  return {
    precision: hits / (hits + false_),
    recall: hits / (hits + missed),
    f1: (2 * hits) / (2 * hits + false_ + missed),
  };
}

const has = (text: string, type: string): boolean =>
  extract({ text, at: AT }).items.some((item) => item.type === type && !item.ambiguous && item.confidence >= 0.75);

/** A field of tab-separated values: quoted where it holds quotes. */
const unquoted = (field = ''): string => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);

describe('the rules, on real texts', () => {
  it('find promises precisely', () => {
    const cases = lines('promises-silver.tsv')
      .slice(1)
      .map((line) => line.split('\t'))
      .map((fields) => ({ found: has(unquoted(fields[8]), 'commitment'), there: fields[5] === 'commitment' }));
    const { precision, recall } = scores(cases);
    expect(cases).toHaveLength(137);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });

  it.each([
    ['commit', 0.75],
    ['change', 0.65],
  ])('find the debt that %s texts admit', (source, least) => {
    const cases = lines('debt-sample.jsonl')
      .map((line) => JSON.parse(line) as { source: string; debt: boolean; text: string })
      .filter((sample) => sample.source === source)
      .map(({ text, debt }) => ({ found: has(text, 'debt'), there: debt }));
    expect(scores(cases).f1).toBeGreaterThanOrEqual(least);
  });
});
