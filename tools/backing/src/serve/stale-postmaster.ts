import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runCommand } from '../command.ts';
import { isAlive } from '../find/lock.ts';

/**
 * Clears the way for a new server on these data. After a crash the file `postmaster.pid` may name a number that another
 * program has now: then it goes. If it is a server on these very data, left over from a launcher that was killed, it is
 * ended first.
 */
export async function clearStalePostmaster(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const [pidLine, dataLine] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(pidLine);
  if (!(pid > 0)) return;
  const command = isAlive(pid) ? await runCommand('ps', ['-o', 'args=', '-p', pidLine ?? '']).catch(() => '') : '';
  if (command.includes('postgres') && command.includes(dataLine ?? folder)) {
    process.kill(pid, 'SIGINT');
    for (let tries = 0; tries < 100 && isAlive(pid); tries++) await delay(100);
  }
  if (!isAlive(pid) || !command.includes('postgres')) await rm(file, { force: true });
}
