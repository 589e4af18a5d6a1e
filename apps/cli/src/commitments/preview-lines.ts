import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { type Text, UnreadableText, readText } from '@arbiter/promises';
import { Failure } from '../failure.ts';
import { linesOf } from '../identity/lines.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Answers a file of JSON lines, one line out for each line in, in order and as they come: a big file is never held whole.
 * A line that is none gets an error in its place.
 * @throws Failure at the end where a line could not be read, and where the file cannot be
 */
export async function previewLines(file: string, terminal: Terminal, preview: (text: Text) => object): Promise<void> {
  let wrong = 0;
  for await (const lines of linesOf(bytesOf(file, terminal))) {
    const answers = lines.map((line) => answer(Buffer.from(line, 'latin1').toString('utf8'), preview));
    wrong += answers.filter((answered) => 'error' in answered).length;
    terminal.out(answers.map((answered) => `${JSON.stringify(answered)}\n`).join(''));
  }
  if (wrong > 0) throw new Failure(`${wrong} of the lines could not be read.`);
}

function answer(line: string, preview: (text: Text) => object): object {
  try {
    return preview(readText(parse(line)));
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    return { error: { code: 'line-invalid', message: error.message } };
  }
}

/** Undefined where it is no JSON. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line.replace(/^\uFEFF/, '')) as unknown; // a byte order mark is no part of a line
  } catch {
    return undefined;
  }
}

async function* bytesOf(file: string, terminal: Terminal): AsyncIterable<Uint8Array> {
  if (file === '-') {
    yield* terminal.in();
    return;
  }
  try {
    yield* createReadStream(resolve(terminal.cwd, file)) as AsyncIterable<Uint8Array>;
  } catch {
    throw new Failure(`${file} cannot be read.`, { usage: true });
  }
}
