import { setTimeout as delay } from 'node:timers/promises';

/** Tries until it passes; the last failure is the answer. */
export async function eventually(check: () => Promise<void>, patience = 40_000): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}
