import { Readable } from 'node:stream';
import { run } from '../run.ts';
import type { Terminal } from '../terminal.ts';

/** What a command line has left behind. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line, given as one text without quotes. */
export async function arbiterctl(line: string, terminal: Partial<Terminal> = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await run(line.split(' ').filter(Boolean), {
    env: {},
    cwd: '/',
    in: () => Readable.from([]),
    out: (text) => {
      out += textOf(text);
    },
    flushed: () => Promise.resolve(),
    err: (text) => {
      err += textOf(text);
    },
    columns: undefined,
    colours: false,
    ...terminal,
  });
  return { code, out, err };
}

const textOf = (text: string | Uint8Array): string => (typeof text === 'string' ? text : Buffer.from(text).toString());
