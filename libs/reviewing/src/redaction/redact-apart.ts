import { type Hunk, eachInTurns } from '@arbiter/diff';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { cleanHunk } from './redact.ts';
import type { HunkPart } from './redact.worker.ts';

/** Hunks with more text than this are redacted in a thread: about 50 ms of work, characters. */
const LONG = 128 * 1024;

/** Lines that travel together. */
const PART = 2_000;

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
    for (const hunk of hunks) clean.set(hunk, cleanHunk(hunk, (await redacted(worker, hunk)).split('\n')));
  } finally {
    await worker.terminate();
  }
  return clean;
}

/** @throws where the thread ends over it: for want of memory */
async function redacted(worker: Worker, hunk: Hunk): Promise<string> {
  const answer = once(worker, 'message') as Promise<[string]>;
  const sent = eachInTurns(partsOf(hunk), (part) => {
    worker.postMessage(part);
  });
  const [[clean]] = await Promise.all([answer, sent]);
  return clean;
}

function* partsOf({ lines }: Hunk): Generator<HunkPart> {
  for (let start = 0; start < lines.length; start += PART) {
    const part = lines.slice(start, start + PART);
    yield { text: part.map(({ kind, text }) => kind + text).join('\n'), last: start + PART >= lines.length };
  }
}
