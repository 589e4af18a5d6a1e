import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { runCommand } from '../command.ts';
import { type Program, tryProgram } from '../find/program.ts';
import { candidateIn, putInCache } from '../find/cache.ts';
import type { OnProgress, ServerName } from '../server-name.ts';
import type { AptSource } from './apt-source.ts';
import { newerSources, ownSources, readDistribution, readSources } from './distribution.ts';
import { PrivateApt } from './private-apt.ts';
import { messageOf } from '../message-of.ts';

interface Recipe {
  readonly packages: readonly string[];
  /** The program's file name, and a word of its folder where others have the same name. */
  readonly binary: RegExp;
  /**
   * True for a program that needs nothing but the kernel: a newer suite's runs here as well. Others need the C library
   * of their own suite, and their dependencies.
   */
  readonly standsAlone: boolean;
}

const RECIPES: Readonly<Record<ServerName, Recipe>> = {
  postgres: { packages: ['postgresql'], binary: /\/postgresql\/\d+\/bin\/postgres$/, standsAlone: false },
  nats: { packages: ['nats-server'], binary: /\/s?bin\/nats-server$/, standsAlone: true },
  redis: { packages: ['redis-server', 'redis-tools'], binary: /\/bin\/redis-server$/, standsAlone: false },
};

/**
 * Fetches a server from the distribution's own packages into the cache, without root: from the machine's mirror, by its
 * keyring. Throws an error that says what was tried; also where there is no apt.
 */
export async function fromDebian(server: ServerName, cache: string, onProgress: OnProgress): Promise<Program> {
  const distribution = await readDistribution();
  if (distribution === undefined) throw new Error('no Debian-like system');
  const own = ownSources(await readSources(), distribution);
  if (own.length === 0) throw new Error('no sources of the distribution in /etc/apt');
  const newer = RECIPES[server].standsAlone ? newerSources(own, distribution) : [];
  const refusals: string[] = [];
  for (const sources of [...newer.map((source) => [source]), own]) {
    const suites = [...new Set(sources.flatMap((source) => source.suites))].join(', ');
    onProgress(`Fetching ${server} from the packages of ${distribution.id} ${suites}`);
    try {
      const program = await fetchFrom(server, sources, cache);
      if (program !== undefined) return program;
      refusals.push(`${suites}: too old or does not run here`);
    } catch (error) {
      refusals.push(`${suites}: ${messageOf(error)}`);
    }
  }
  throw new Error(refusals.join('; '));
}

async function fetchFrom(
  server: ServerName,
  sources: readonly AptSource[],
  cache: string,
): Promise<Program | undefined> {
  const { packages, binary, standsAlone } = RECIPES[server];
  const temporary = await mkdtemp(join(cache, '.new-'));
  try {
    const apt = await PrivateApt.open(join(temporary, 'apt'), sources);
    const debs = standsAlone ? await apt.download(packages) : await apt.downloadWithMissing(packages);
    const folder = join(temporary, 'root');
    await mkdir(folder);
    for (const deb of debs) await runCommand('dpkg-deb', ['-x', deb, folder]);
    const contents = await describe(folder, binary);
    if (contents === undefined) return undefined;
    const program = await tryProgram(candidateIn(server, folder, contents, 'distribution'));
    if (program === undefined) return undefined;
    const home = await putInCache(server, cache, { folder, version: program.version, program: contents });
    return { ...candidateIn(server, home, contents, 'distribution'), version: program.version };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Finds the program and the folders of libraries in an extracted tree. */
async function describe(folder: string, binary: RegExp): Promise<{ binary: string; libraries: string[] } | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
  const path = files.find((file) => binary.test(file));
  if (path === undefined) return undefined;
  const libraries = new Set(files.filter((file) => /\.so(\.\d+)*$/.test(file)).map(dirname));
  return { binary: relative(folder, path), libraries: [...libraries].map((library) => relative(folder, library)) };
}
