import { chown, mkdir, rmdir, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CommandFailed, runCommand } from '../command.ts';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom Postgres runs as, since it refuses to run as root: whoever owns its data already, else `nobody`. Undefined where
 * we are not root ourselves.
 */
export async function serverUser(dataFolder: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const [uid, gid] = await Promise.all([runCommand('id', ['-u', 'nobody']), runCommand('id', ['-g', 'nobody'])]);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether that user can use a file or folder: every folder above must let it through, too. */
async function canUse(user: ServerUser, path: string, test: '-x' | '-w'): Promise<boolean> {
  return runCommand('/bin/sh', ['-c', `test ${test} "$1"`, 'test', path], { ...user, cwd: '/' }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof CommandFailed) return false;
      throw error;
    },
  );
}

/** Whether that user can run a program that lies at `path`. */
export function canRun(user: ServerUser, path: string): Promise<boolean> {
  return canUse(user, path, '-x');
}

/**
 * Makes a folder that belongs to that user. If the way to it is closed to the user, as under /root, it is made in
 * /var/lib/arbiter instead, under a name that follows from the wanted one.
 */
export async function makeFolderFor(user: ServerUser | undefined, wanted: string): Promise<string> {
  await mkdir(wanted, { recursive: true, mode: 0o700 });
  if (user === undefined) return wanted;
  await chown(wanted, user.uid, user.gid);
  if (await canUse(user, wanted, '-w')) return wanted;
  await rmdir(wanted);
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  await mkdir('/var/lib/arbiter', { recursive: true, mode: 0o755 });
  const folder = join('/var/lib/arbiter', name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chown(folder, user.uid, user.gid);
  return folder;
}
