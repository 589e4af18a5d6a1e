import { type Hunk, eachInTurns, finishInTurns } from '@arbiter/diff';
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { cleanHunk } from './redact.ts';
import { type TextPart, inParts } from './text-parts.ts';

/** Hunks with more text than this are redacted in a thread: about 50 ms of work, characters. */
const LONG = 128 * 1024;

const FROM_SOURCE = import.meta.url.endsWith('.ts');
const FILE = new URL(FROM_SOURCE ? './redact.worker.ts' : './redact.worker.js', import.meta.url);
const OPTIONS = FROM_SOURCE && { execArgv: ['--conditions=@arbiter/source', '--disable-warning=ExperimentalWarning'] };

/** Whether a hunk is too long to be redacted while others wait. */
export function isLong({ lines }: Hunk): boolean {
  let length = 0;
  for (const { text } of lines) if ((length += text.length) > LONG) return true;
  return false;
}

/** Takes the secrets out of long hunks, one after the other, in a thread that lives as long as there are any. */
export async function redactApart(hunks: readonly Hunk[]): Promise<ReadonlyMap<Hunk, Hunk>> {
  const clean = new Map<Hunk, Hunk>();
  if (hunks.length === 0) return clean;
  const worker = new Worker(FILE, { ...OPTIONS });
  try {
    for (const hunk of hunks) clean.set(hunk, await finishInTurns(cleanHunk(hunk, await redacted(worker, hunk))));
  } finally {
    await worker.terminate();
  }
  return clean;
}

/** @throws where the thread ends over it: for want of memory */
async function redacted(worker: Worker, hunk: Hunk): Promise<string[]> {
  const answer = answerOf(worker);
  const sent = eachInTurns(
    inParts(hunk.lines, ({ kind, text }) => kind + text),
    (part) => {
      worker.postMessage(part);
    },
  );
  const [texts] = await Promise.all([answer, sent]);
  return (await eachInTurns(texts, (text) => text.split('\n'))).flat();
}

async function answerOf(worker: Worker): Promise<string[]> {
  const texts: string[] = [];
  for await (const [{ text, last }] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[TextPart]>) {
    texts.push(text);
    if (last) return texts;
  }
  throw new TypeError('The thread ended before it answered.');
}
