import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { areaUnderCurve, DUPLICATE, similarityOf } from '@arbiter/reviewing';
import { Command } from 'commander';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Lines are {"a": "…", "b": "…"}, answers {"score": 0.93, "duplicate": true}, one for each line, in order. A file with
{"same": [[a, b], …], "different": [[a, b], …]} is measured instead: {"auc": …, "threshold": …, "precision": …, "recall": …}.
It asks nobody.

Examples:
  $ arbiterctl review duplicates --file pairs.jsonl
  $ arbiterctl review duplicates --file pairs.json         how well it tells pairs apart that you know`;

type Pair = readonly [string, string];

/** `arbiterctl review duplicates`: whether findings mean the same, as a review decides it. */
export function duplicatesCommand(terminal: Terminal): Command {
  return new Command('duplicates')
    .description('say which findings mean the same, offline')
    .requiredOption(
      '--file <path>',
      'pairs of texts, one JSON object a line, or known pairs as one object; - reads standard input',
    )
    .addHelpText('after', EXAMPLES)
    .action(async ({ file }: { readonly file: string }) => {
      const text = await readText(file, terminal);
      const known = knownPairs(parse(text));
      if (known) terminal.out(`${JSON.stringify(measure(known))}\n`);
      else answerLines(text, terminal);
    });
}

/** One line out for each line in; blank ones are passed over. */
function answerLines(text: string, terminal: Terminal): void {
  let wrong = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const pair = pairOf(parse(line));
    if (pair) terminal.out(`${JSON.stringify(judge(pair))}\n`);
    else {
      wrong += 1;
      terminal.out(`${JSON.stringify({ error: { code: 'pair-invalid', message: 'Give {"a": "…", "b": "…"}.' } })}\n`);
    }
  }
  if (wrong > 0) throw new Failure(`${wrong} of the lines hold no pair of texts.`);
}

function judge([one, other]: Pair): { readonly score: number; readonly duplicate: boolean } {
  const score = similarityOf(one, other);
  return { score: Number(score.toFixed(6)), duplicate: score >= DUPLICATE };
}

interface Known {
  readonly same: readonly Pair[];
  readonly different: readonly Pair[];
}

function measure({ same, different }: Known) {
  const [right, wrong] = [same, different].map((pairs) => pairs.map((pair) => similarityOf(...pair)));
  const found = (right ?? []).filter((score) => score >= DUPLICATE).length;
  const mistaken = (wrong ?? []).filter((score) => score >= DUPLICATE).length;
  const share = (part: number, whole: number): number | null =>
    whole === 0 ? null : Number((part / whole).toFixed(4));
  return {
    same: same.length,
    different: different.length,
    auc: same.length > 0 && different.length > 0 ? Number(areaUnderCurve(right ?? [], wrong ?? []).toFixed(4)) : null,
    threshold: DUPLICATE,
    precision: share(found, found + mistaken),
    recall: share(found, same.length),
  };
}

function knownPairs(value: unknown): Known | undefined {
  if (typeof value !== 'object' || value === null || !('same' in value) || !('different' in value)) return undefined;
  const [same, different] = [pairsOf(value.same), pairsOf(value.different)];
  return same && different && { same, different };
}

function pairsOf(value: unknown): readonly Pair[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const pairs = value.map(pairOf).filter((pair) => pair !== undefined);
  return pairs.length === value.length ? pairs : undefined;
}

function pairOf(value: unknown): Pair | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [a, b] = Array.isArray(value) ? (value as unknown[]) : 'a' in value && 'b' in value ? [value.a, value.b] : [];
  return typeof a === 'string' && typeof b === 'string' ? [a, b] : undefined;
}

function readText(file: string, terminal: Terminal): Promise<string> {
  if (file === '-') return textOf(terminal.in());
  return readFile(resolve(terminal.cwd, file), 'utf8').catch(() => {
    throw new Failure(`${file} cannot be read.`, { usage: true });
  });
}

/** Undefined where it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
