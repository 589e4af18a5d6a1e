import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ServerName } from '../server-name.ts';
import { compareVersions } from '../version.ts';
import type { Candidate } from './program.ts';

/** What stands in a cached program's `program.json`; paths are relative to its folder. */
interface CachedProgram {
  readonly binary: string;
  readonly libraries: readonly string[];
}

/**
 * The first folder that can be written: `~/.cache/arbiter` (or in `XDG_CACHE_HOME`), else `.arbiter/cache` in the
 * current folder.
 */
export async function cacheFolder(): Promise<string> {
  const user = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  for (const folder of [join(user, 'arbiter'), join(process.cwd(), '.arbiter', 'cache')]) {
    const made = await mkdir(folder, { recursive: true }).then(
      async () => rm(await mkdtemp(join(folder, '.try-')), { recursive: true }),
      (error: unknown) => error,
    );
    if (made === undefined) return folder;
  }
  throw new Error(`No folder for downloads: neither ${user} nor ${process.cwd()} can be written. Set XDG_CACHE_HOME.`);
}

/** The cached programs of a server, newest first. */
export async function inCache(server: ServerName, cache: string): Promise<Candidate[]> {
  const versions = await readdir(join(cache, server)).catch(() => []);
  const candidates: Candidate[] = [];
  for (const version of versions.filter((name) => /^\d/.test(name)).sort((a, b) => compareVersions(b, a))) {
    const home = join(cache, server, version);
    const text = await readFile(join(home, 'program.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) candidates.push(candidateIn(server, home, JSON.parse(text) as CachedProgram, 'cache'));
  }
  return candidates;
}

export function candidateIn(server: ServerName, home: string, program: CachedProgram, origin: string): Candidate {
  const libraries = program.libraries.map((folder) => join(home, folder)).join(':');
  const env: Record<string, string> = libraries === '' ? {} : { LD_LIBRARY_PATH: libraries };
  return { server, path: join(home, program.binary), origin, env, home };
}

/** Moves a finished folder into the cache in one step, so that nobody ever sees half of a program. */
export async function putInCache(
  server: ServerName,
  cache: string,
  finished: { folder: string; version: string; program: CachedProgram },
): Promise<string> {
  const home = join(cache, server, finished.version);
  await writeFile(join(finished.folder, 'program.json'), JSON.stringify(finished.program));
  await mkdir(join(cache, server), { recursive: true });
  await rm(home, { recursive: true, force: true });
  await rename(finished.folder, home);
  return home;
}
