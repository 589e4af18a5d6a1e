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
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    columns: undefined,
    colours: false,
    ...terminal,
  });
  return { code, out, err };
}
