import { access, constants, readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { ServerName } from '../server-name.ts';
import type { Candidate } from './program.ts';

const FILE_NAMES: Readonly<Record<ServerName, string>> = {
  postgres: 'postgres',
  nats: 'nats-server',
  redis: 'redis-server',
};

/** Folders that are often not in PATH: administrators' programs, Homebrew, Debian's and Red Hat's Postgres. */
async function usualFolders(server: ServerName): Promise<string[]> {
  const folders = ['/usr/local/bin', '/usr/local/sbin', '/usr/sbin', '/opt/homebrew/bin'];
  if (server !== 'postgres') return folders;
  const newestFirst = (names: string[]): string[] => names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const debian = newestFirst(await readdir('/usr/lib/postgresql').catch(() => []));
  const homebrew = newestFirst(await readdir('/opt/homebrew/opt').catch(() => []));
  return [
    ...folders,
    ...debian.map((version) => `/usr/lib/postgresql/${version}/bin`),
    ...homebrew.filter((name) => name.startsWith('postgresql@')).map((name) => `/opt/homebrew/opt/${name}/bin`),
    '/usr/pgsql/bin',
  ];
}

/** Whether Postgres' `initdb` stands beside it; without, no new database can be made. */
async function hasInitdb(postgres: string): Promise<boolean> {
  return access(join(dirname(postgres), 'initdb'), constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The programs of a server on this machine, those in PATH first. */
export async function onMachine(server: ServerName): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const path of await onPath(FILE_NAMES[server], await usualFolders(server))) {
    if (server !== 'postgres' || (await hasInitdb(path))) candidates.push({ server, path, origin: 'machine', env: {} });
  }
  return candidates;
}

/** All files of that name in PATH and then in other folders; links are followed, so that each appears once. */
export async function onPath(name: string, otherFolders: readonly string[] = []): Promise<string[]> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const found = new Set<string>();
  for (const folder of [...folders, ...otherFolders]) {
    const path = await realpath(join(folder, file)).catch(() => undefined);
    if (path !== undefined) found.add(path);
  }
  return [...found];
}
