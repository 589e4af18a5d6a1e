import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until the condition holds, looking every few milliseconds.
 * @throws Error when it does not within `patience` milliseconds
 */
export async function until(condition: () => boolean | Promise<boolean>, patience = 40_000): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${String(patience)} ms: ${condition.toString()}`);
    await delay(10);
  }
}
