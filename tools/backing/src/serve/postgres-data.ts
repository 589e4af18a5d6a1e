import { randomBytes } from 'node:crypto';
import { chown, cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from '../command.ts';
import { withLock } from '../find/lock.ts';
import type { Program } from '../find/program.ts';
import { majorOf } from '../version.ts';
import { type ServerUser, makeFolderFor } from './server-user.ts';

const PASSWORD_FILE = 'arbiter-password';

/** The major version whose data a folder holds; undefined if there are none yet. */
export async function majorOfData(folder: string): Promise<string | undefined> {
  return readFile(join(folder, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
}

export function readPassword(folder: string): Promise<string> {
  return readFile(join(folder, PASSWORD_FILE), 'utf8');
}

/**
 * Fills an empty folder with a new database cluster: UTF-8, sorted by code point, so that no update of the system's
 * collations can break an index; a random password for the superuser `arbiter`, kept in the folder.
 */
export async function initialise(program: Program, folder: string, user: ServerUser | undefined): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(folder, PASSWORD_FILE);
  // initdb wants an empty folder, so the data are made beside and moved in at the end: half of a cluster is never taken up.
  const fresh = await mkdtemp(join(folder, 'new-'));
  if (user !== undefined) await chown(fresh, user.uid, user.gid);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) await chown(passwordFile, user.uid, user.gid);
  const provider =
    Number(majorOf(program.version)) >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : process.platform === 'linux'
        ? ['--lc-ctype=C.UTF-8']
        : [];
  const data = join(fresh, 'data');
  const args = ['--pgdata', data, '--username=arbiter', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  await runCommand(join(dirname(program.path), 'initdb'), [...args, '--encoding=UTF8', '--locale=C', ...provider], {
    env: { ...process.env, ...program.env, LC_ALL: 'C' },
    cwd: '/',
    timeout: 120_000,
    ...user,
  });
  for (const name of await readdir(data)) {
    if (name !== 'PG_VERSION') await rename(join(data, name), join(folder, name));
  }
  // Last: its presence says that everything is there.
  await rename(join(data, 'PG_VERSION'), join(folder, 'PG_VERSION'));
  await rm(fresh, { recursive: true });
}

/** Fills an empty folder from a cluster made once per version: a second faster than making one. For data that may be lost. */
export async function copyTemplate(
  program: Program,
  folder: string,
  user: ServerUser | undefined,
  cache: string,
): Promise<void> {
  const wanted = join(cache, `postgres-template-${program.version}${user === undefined ? '' : `-${user.uid}`}`);
  const template = await makeFolderFor(user, wanted);
  await withLock(`${wanted}.lock`, async () => {
    if ((await majorOfData(template)) !== undefined) return;
    for (const left of await readdir(template)) await rm(join(template, left), { recursive: true });
    await initialise(program, template, user);
  });
  const copy = process.platform === 'win32' ? undefined : ['-a', `${template}/.`, folder];
  if (copy === undefined) await cp(template, folder, { recursive: true });
  else await runCommand('cp', copy);
}
