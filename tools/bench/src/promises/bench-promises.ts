import { readFileSync } from 'node:fs';
import { extract, previewDeadlines } from '@arbiter/promises';
import type { Finding, Say } from '../report/figure.ts';

export interface PromisesFigures {
  readonly texts: number;
  /** Whole extraction, dates included, on one core. */
  readonly textsPerMinute: number;
  /** Of texts without any telling word, which most commits are. */
  readonly plainMicroseconds: number;
  /** Texts a minute when every date expression is asked for. */
  readonly deadlinesPerMinute: number;
}

const AT = '2026-11-18T10:00:00+01:00';
const ZONE = 'Europe/Berlin';

/** Real commit messages and change texts, as they lie beside the rules that they measure. */
const SAMPLE = new URL('../../../../libs/promises/fixtures/debt-sample.jsonl', import.meta.url);

/** How many texts a minute the rules read on one core. */
export function benchPromises(quick: boolean, say: Say): Finding<PromisesFigures> {
  const sample = readFileSync(SAMPLE, 'utf8').trimEnd().split('\n');
  const real = sample.map((line) => (JSON.parse(line) as { text: string }).text);
  const texts = Array.from({ length: quick ? 5_000 : 20_000 }, (_, index) => real[index % real.length] ?? '');
  say(`promises: ${texts.length} texts`);
  const textsPerMinute = perMinute(texts, (text) => extract({ text, at: AT, zone: ZONE }));
  const deadlinesPerMinute = perMinute(texts, (text) => previewDeadlines({ text, at: AT, zone: ZONE }));
  const plain = texts.map((_, index) => `Bump jackson from 2.${index}.1 to 2.${index}.2 in parent`);
  const plainMicroseconds = 60e6 / perMinute(plain, (text) => extract({ text, at: AT, zone: ZONE }));
  return {
    figures: { texts: texts.length, textsPerMinute, plainMicroseconds, deadlinesPerMinute },
    rows: [
      { name: 'promises: texts read', value: textsPerMinute, unit: '/min', target: { atLeast: 20_000 } },
      { name: 'promises: a text that tells nothing', value: plainMicroseconds, unit: 'µs', target: { below: 50 } },
      {
        name: 'promises: date expressions of texts',
        value: deadlinesPerMinute,
        unit: '/min',
        target: { atLeast: 20_000 },
      },
    ],
    versions: {},
  };
}

function perMinute(texts: readonly string[], read: (text: string) => unknown): number {
  const began = performance.now();
  for (const text of texts) read(text);
  return (texts.length * 60_000) / (performance.now() - began);
}
