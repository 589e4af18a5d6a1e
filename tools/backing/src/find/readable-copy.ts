import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type ServerUser, canRun } from '../serve/server-user.ts';
import type { Program } from './program.ts';
import { withLock } from './lock.ts';

/** Where root keeps what other users must be able to read. */
const SHARED_CACHE = '/var/cache/arbiter';

/**
 * The program itself if the user can run it, else a copy of its whole folder where it can: a checkout in /root is closed
 * to others.
 */
export async function readableCopy(program: Program, user: ServerUser | undefined): Promise<Program> {
  if (user === undefined || (await canRun(user, program.path))) return program;
  const { home, server, version, origin } = program;
  if (home === undefined) throw new Error(`${program.path} cannot be run by user ${user.uid}.`);
  await mkdir(SHARED_CACHE, { recursive: true, mode: 0o755 });
  const copy = join(SHARED_CACHE, `${server}-${version}-${origin}`);
  const moved = (path: string): string => path.replaceAll(home, copy);
  const copied: Program = {
    ...program,
    path: join(copy, relative(home, program.path)),
    env: Object.fromEntries(Object.entries(program.env).map(([name, value]) => [name, moved(value)])),
    home: copy,
  };
  await withLock(`${copy}.lock`, async () => {
    if (await canRun(user, copied.path)) return;
    const temporary = await mkdtemp(join(SHARED_CACHE, '.new-'));
    await cp(home, join(temporary, 'home'), { recursive: true, verbatimSymlinks: true });
    await rename(join(temporary, 'home'), copy);
    await rm(temporary, { recursive: true });
  });
  return copied;
}
