import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { withLock } from '@arbiter/backing';
import { type ProcessMark, isRunning, markOf } from './process-stamp.ts';
import { OWNER_FILE, RUN_FOLDER, STATE_FILE } from './places.ts';
import { writePrivate } from './write-private.ts';

/** The launcher that runs, and the processes that it has started. */
export interface Owner {
  readonly launcher: ProcessMark;
  readonly children: readonly ProcessMark[];
}

const GRACE = 10_000;

export async function readOwner(): Promise<Owner | undefined> {
  const text = await readFile(OWNER_FILE, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Owner);
}

/** The launcher that runs now; undefined if there is none, or it has died. */
export async function runningOwner(): Promise<Owner | undefined> {
  const owner = await readOwner();
  return owner !== undefined && (await isRunning(owner.launcher)) ? owner : undefined;
}

/**
 * Makes this process the launcher. Gives the other one if there is one that runs; what a dead one has left running is
 * ended first.
 */
export async function becomeOwner(): Promise<Owner | undefined> {
  await mkdir(RUN_FOLDER, { recursive: true });
  return withLock(join(RUN_FOLDER, 'owner.lock'), async () => {
    const other = await runningOwner();
    if (other !== undefined) return other;
    await endLeftovers();
    await writeOwner([]);
    return undefined;
  });
}

/** Notes the processes that the next launcher has to end should this one die. */
export async function writeOwner(pids: readonly number[]): Promise<void> {
  const marks = await Promise.all([process.pid, ...pids].map(markOf));
  const [launcher, ...children] = marks;
  if (launcher === undefined) return;
  await writePrivate(OWNER_FILE, { launcher, children: children.filter((mark) => mark !== undefined) });
}

/** Ends what a launcher that died has left, and forgets it. */
export async function endLeftovers(): Promise<void> {
  const owner = await readOwner();
  await Promise.all((owner?.children ?? []).map(end));
  await forgetOwner();
}

export async function forgetOwner(): Promise<void> {
  await Promise.all([STATE_FILE, OWNER_FILE].map((file) => rm(file, { force: true })));
}

/** Asks a process to end, and makes it end if it has not within ten seconds. */
async function end(mark: ProcessMark): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!(await isRunning(mark))) return;
    process.kill(mark.pid, signal);
    for (let waited = 0; waited < GRACE && (await isRunning(mark)); waited += 50) await delay(50);
  }
}
