import { setTimeout as delay } from 'node:timers/promises';
import type { AppProcess } from './app-process.ts';

/** Ready within this, also on a machine with other work; milliseconds. */
const TIMEOUT = 90_000;
/** An app that has crashed so often before it was ready will not become so by itself. */
const CRASHES = 3;

/** Whether a health endpoint says 200; false when nobody answers within two seconds. */
export async function isHealthy(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  );
}

/** Waits until an app is ready. Throws with the end of its log if it crashes again and again, or is not in time. */
export async function waitUntilReady(app: AppProcess, healthUrl: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + TIMEOUT;
  while (!(await isHealthy(healthUrl))) {
    signal.throwIfAborted();
    const { count, lastLines } = app.crashes;
    if (count >= CRASHES) throw new Error(`${app.name} does not start:\n${lastLines}`);
    if (performance.now() > deadline) throw new Error(`${app.name} is not ready after 90 s:\n${lastLines}`);
    await delay(50, undefined, { signal });
  }
}
