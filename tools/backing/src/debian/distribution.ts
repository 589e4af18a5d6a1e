import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type AptSource, parseDeb822Sources, parseOneLineSources } from './apt-source.ts';

/** What a system with apt says about itself. */
export interface Distribution {
  /** "debian", "ubuntu", … */
  readonly id: string;
  /** "bookworm", "noble", …; undefined on a rolling one. */
  readonly codename: string | undefined;
}

/** Names that a suite may have instead of its code name. */
const ALIASES = ['oldstable', 'stable', 'testing', 'unstable', 'sid', 'devel'];

/**
 * Suites that are newer than most machines, newest first. They always mean the newest, so they don't age as code names do.
 */
const NEWER_SUITES: Readonly<Record<string, readonly string[]>> = {
  debian: ['testing', 'unstable', 'stable'],
  ubuntu: ['devel'],
};

/** Undefined where there is no `os-release`, as on macOS. */
export async function readDistribution(): Promise<Distribution | undefined> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseDistribution(text);
}

export function parseDistribution(osRelease: string): Distribution {
  const value = (key: string): string | undefined => new RegExp(`^${key}="?([^"\\n]+)"?$`, 'm').exec(osRelease)?.[1];
  return { id: value('ID') ?? 'linux', codename: value('VERSION_CODENAME') };
}

/** All sources that this machine's apt knows. */
export async function readSources(folder = '/etc/apt'): Promise<AptSource[]> {
  const parts = (await readdir(join(folder, 'sources.list.d')).catch(() => [])).sort();
  const files = [join(folder, 'sources.list'), ...parts.map((part) => join(folder, 'sources.list.d', part))];
  const sources: AptSource[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (file.endsWith('.list')) sources.push(...parseOneLineSources(text));
    if (file.endsWith('.sources')) sources.push(...parseDeb822Sources(text));
  }
  return sources;
}

/** The distribution's own sources, with its updates; those of third parties have suites of other names and are left out. */
export function ownSources(sources: readonly AptSource[], { codename }: Distribution): AptSource[] {
  const names = [...(codename === undefined ? [] : [codename]), ...ALIASES];
  for (const name of names) {
    const isOwn = (suite: string): boolean => suite === name || suite.startsWith(`${name}-`);
    const own = sources
      .map((source) => ({ ...source, suites: source.suites.filter(isOwn) }))
      .filter((source) => source.suites.length > 0 && source.components.includes('main'));
    if (own.some(({ suites }) => suites.includes(name))) return own;
  }
  return [];
}

/** The same mirror and keyring with a newer suite each, newest first. */
export function newerSources(own: readonly AptSource[], { id, codename }: Distribution): AptSource[] {
  const isBase = (suite: string): boolean => suite === codename || ALIASES.includes(suite);
  const base = own.find(({ suites }) => suites.some(isBase));
  return base === undefined ? [] : (NEWER_SUITES[id] ?? []).map((suite) => ({ ...base, suites: [suite] }));
}
