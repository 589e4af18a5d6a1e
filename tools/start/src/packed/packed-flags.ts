import { messageOf } from '@arbiter/backing';
import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from '../places.ts';

const PROGRAM = join(import.meta.dirname, 'pack.ts');
/** What a pack is made of, and how. */
const INPUTS = [
  join(ROOT, 'package-lock.json'),
  ...['pack.ts', 'packages.ts', 'needless-names.ts'].map((file) => join(import.meta.dirname, file)),
];
const PACKS = join(ROOT, 'node_modules', '.cache', 'arbiter', 'packed');
const TIMEOUT = 60_000;

/**
 * Node's flags for an app that takes its packages from a few large files, which are made now if those of what is installed
 * are not there: finding and reading a package file by file is half of an app's start. Says so and gives none where it
 * cannot be done: apps start without, only later.
 */
export async function packedFlags(say: (detail: string) => void): Promise<readonly string[]> {
  try {
    const folder = join(PACKS, await key());
    const registration = join(folder, 'register.mjs');
    if (!(await exists(registration)))
      await promisify(execFile)(process.execPath, [PROGRAM, folder], { timeout: TIMEOUT });
    return ['--import', pathToFileURL(registration).href];
  } catch (error) {
    say(`Packages could not be packed, so apps take longer to load: ${messageOf(error)}`);
    return [];
  }
}

async function key(): Promise<string> {
  const inputs = await Promise.all(INPUTS.map((file) => readFile(file, 'utf8')));
  return hash('sha1', [process.version, ...inputs].join('\0'), 'hex');
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
