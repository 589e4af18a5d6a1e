import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { repeatableRandom } from '../corpus/random.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..', '..');

/** This repository's own history as diffs, again and again until it is so long. */
export function realDiffs(megabytes: number): Buffer {
  const args = ['log', '--patch', '--no-merges', '--no-color', '--no-ext-diff', '--max-count=400'];
  const log = execFileSync('git', args, { cwd: ROOT, maxBuffer: 2 ** 30 });
  const pieces: Buffer[] = [];
  for (let size = 0; size < megabytes * 1e6; size += log.length) pieces.push(log);
  return Buffer.concat(pieces).subarray(0, megabytes * 1e6);
}

/** An invented change of so many files with some twenty changed lines each, the same for the same seed. */
export function inventedChange(files: number, seed: number): string {
  const next = repeatableRandom(seed);
  const word = (): string => WORDS[Math.floor(next() * WORDS.length)] ?? 'x';
  return Array.from({ length: files }, (_, index) => {
    const path = `src/${word()}/${word()}-${index}.ts`;
    const body = Array.from({ length: 20 }, (_line, at) => `+  const ${word()}${at} = ${word()}(${word()}, ${at});`);
    return [
      `diff --git a/${path} b/${path}`,
      'index 1111111..2222222 100644',
      `--- a/${path}`,
      `+++ b/${path}`,
      '@@ -1,3 +1,23 @@ export function f',
      ' first',
      ...body,
      ' second',
      ' third',
      '',
    ].join('\n');
  }).join('');
}

const WORDS = [
  'order',
  'price',
  'total',
  'read',
  'write',
  'user',
  'team',
  'queue',
  'parse',
  'render',
  'store',
  'cache',
];
