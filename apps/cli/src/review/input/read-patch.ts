import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type FileDiff, parseDiff } from '@arbiter/diff';
import { Failure } from '../../failure.ts';
import type { Terminal } from '../../terminal.ts';

/** One text cannot hold more (see `parseDiff`). */
const LONGEST = 2 ** 29 - 24;

/** Reads the files of a patch: of a file, or of standard input (`-`). An empty one is a change of nothing. */
export async function readPatch(patch: string, terminal: Terminal): Promise<{ name: string; files: FileDiff[] }> {
  const name = patch === '-' ? 'standard input' : basename(patch);
  const bytes = patch === '-' ? await buffer(terminal.in()) : await read(resolve(terminal.cwd, patch), patch);
  if (bytes.length > LONGEST) throw new Failure(`${name} is too long: 512 MB are the most.`, { usage: true });
  const files = parseDiff(bytes);
  if (files.length === 0 && bytes.toString().trim() !== '') {
    throw new Failure(`${name} is no diff. Make one with: git diff main...HEAD > change.diff`, { usage: true });
  }
  return { name, files };
}

async function read(path: string, given: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Failure(code === 'ENOENT' ? `There is no file ${given}.` : `${given} cannot be read (${code}).`, {
      usage: true,
    });
  });
}
