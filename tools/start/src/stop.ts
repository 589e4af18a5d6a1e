import { setTimeout as delay } from 'node:timers/promises';
import { endLeftovers, readOwner } from './owner.ts';
import { isRunning } from './process-stamp.ts';

/** Longer than an app's grace and a server's together; milliseconds. */
const PATIENCE = 60_000;

/** Ends what runs, and waits until it has ended. Gives what to say. */
export async function stop(): Promise<string> {
  const owner = await readOwner();
  if (owner === undefined) return 'Nothing runs.';
  const { launcher } = owner;
  const wasRunning = await isRunning(launcher);
  if (wasRunning) process.kill(launcher.pid, 'SIGTERM');
  for (let waited = 0; waited < PATIENCE && (await isRunning(launcher)); waited += 50) await delay(50);
  if (await isRunning(launcher)) process.kill(launcher.pid, 'SIGKILL');
  await endLeftovers();
  return wasRunning ? 'Ended.' : 'The launcher had died; what it had left is ended.';
}
