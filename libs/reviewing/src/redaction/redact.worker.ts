import type { LineKind } from '@arbiter/diff';
import { parentPort } from 'node:worker_threads';
import { redactLines } from './redact.ts';

/** A part of a hunk as it travels: its lines as git writes them, one after the other. The last part says so. */
export interface HunkPart {
  readonly text: string;
  readonly last: boolean;
}

const parts: string[] = [];

parentPort?.on('message', ({ text, last }: HunkPart) => {
  parts.push(text);
  if (!last) return;
  const lines = parts
    .splice(0)
    .join('\n')
    .split('\n')
    .map((line) => ({ kind: line.charAt(0) as LineKind, text: line.slice(1) }));
  parentPort?.postMessage(redactLines(lines));
});
