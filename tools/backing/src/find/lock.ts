import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Nobody holds a lock longer than a download takes; milliseconds. */
const STALE_AFTER = 10 * 60_000;

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isStale(lock: string): Promise<boolean> {
  const made = await stat(lock).catch(() => undefined);
  if (made === undefined) return false;
  const age = Date.now() - made.mtimeMs;
  const owner = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => '0'));
  // An owner writes its number right after it has made the folder; one without a number after a second has died between.
  return age > STALE_AFTER || (owner > 0 ? !isAlive(owner) : age > 1_000);
}

/** Runs `work` while no other process of this machine runs work under the same lock; waits for them, however many. */
export async function withLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const taken = await mkdir(lock).then(
      () => true,
      (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
        throw error;
      },
    );
    if (taken) break;
    if (await isStale(lock)) await rm(lock, { recursive: true, force: true });
    else await delay(100);
  }
  try {
    await writeFile(join(lock, 'pid'), String(process.pid));
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
