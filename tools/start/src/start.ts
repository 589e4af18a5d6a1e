import { setTimeout as delay } from 'node:timers/promises';
import pc from 'picocolors';
import type { Options } from './options.ts';
import { type Owner, becomeOwner, forgetOwner } from './owner.ts';
import { isRunning } from './process-stamp.ts';
import { createProgress } from './progress.ts';
import { makePlan } from './plan.ts';
import { readState } from './state.ts';
import { summaryOf } from './summary.ts';
import { System } from './system.ts';

export interface Screen {
  readonly write: (text: string) => void;
  /** Output of apps, with the app's name; shown once everything is ready. */
  readonly showLogs: boolean;
}

/** How long a second Ctrl-C is not yet meant to break off the end; milliseconds. */
const SECOND_SIGNAL_AFTER = 500;

/**
 * Starts the system in this process and runs it until a signal ends it. Gives the exit code. If one runs already, it
 * says so, and that is no error.
 */
export async function start(options: Options, screen: Screen, onReady: () => void): Promise<number> {
  const other = await becomeOwner();
  if (other !== undefined) {
    await sayRunning(screen, other);
    onReady();
    return 0;
  }
  const ending = endingSignal();
  let isReady = false;
  const onLine = (name: string, line: string): void => {
    if (isReady && screen.showLogs) screen.write(`${pc.cyan(`[${name}]`)} ${line}`);
  };
  try {
    const system = new System(await makePlan(options), createProgress(screen.write), onLine);
    try {
      const state = await system.start(ending);
      screen.write(summaryOf(state, !screen.showLogs));
      isReady = true;
      onReady();
      await whenAborted(ending);
    } finally {
      isReady = false;
      if (ending.aborted) screen.write('\nEnding …');
      await system.stop();
    }
  } catch (error) {
    if (!ending.aborted) throw error;
    return 130;
  } finally {
    await forgetOwner();
  }
  return 0;
}

/** Says what runs already; if the other one is still starting, once it is ready. */
async function sayRunning(screen: Screen, { launcher }: Owner): Promise<void> {
  let state = await readState();
  if (state === undefined) screen.write(`Arbiter is being started already (pid ${launcher.pid}).`);
  while (state === undefined && (await isRunning(launcher))) {
    await delay(200);
    state = await readState();
  }
  if (state === undefined) throw new Error('It has ended before it was ready.');
  screen.write(`Arbiter runs already (pid ${launcher.pid}).\n${summaryOf(state, true)}`);
}

/** Aborts at the first signal to end, or when whoever started this process is gone. */
function endingSignal(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const end = (): void => {
    if (controller.signal.aborted && Date.now() - first > SECOND_SIGNAL_AFTER) process.exit(130);
    first ||= Date.now();
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (process.connected && process.env['ARBITER_DETACHED'] !== '1') process.once('disconnect', end);
  return controller.signal;
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // The timer keeps the process alive: with servers of somebody else alone, nothing else would.
    const alive = setInterval(() => undefined, 60_000);
    signal.addEventListener('abort', () => {
      clearInterval(alive);
      resolve();
    });
    if (signal.aborted) resolve();
  });
}
