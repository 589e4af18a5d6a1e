import type { LineKind } from '@arbiter/diff';
import { parentPort } from 'node:worker_threads';
import { redactLines } from './redact.ts';
import { type TextPart, inParts } from './text-parts.ts';

/** A hunk's lines as git writes them, as they come; what goes back is their texts. */
const lines: { readonly kind: LineKind; readonly text: string }[] = [];

parentPort?.on('message', ({ text, last }: TextPart) => {
  for (const line of text.split('\n')) lines.push({ kind: line.charAt(0) as LineKind, text: line.slice(1) });
  if (!last) return;
  const clean = redactLines(lines.splice(0)).split('\n');
  for (const part of inParts(clean, (line) => line)) parentPort?.postMessage(part);
});
