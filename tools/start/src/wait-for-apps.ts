import type { AppProcess } from './app-process.ts';
import { type Plan, serviceAddresses } from './plan.ts';
import { waitUntilReady } from './readiness.ts';

/** How often whoever waits is told for whom; milliseconds. */
const TELL_EVERY = 3_000;

/** Waits until all apps are ready. Throws when one does not become so, or `signal` aborts. */
export async function waitForApps(
  apps: readonly AppProcess[],
  plan: Plan,
  say: (detail: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new Set(apps.map(({ name }) => name));
  const telling = setInterval(() => say(`waiting for ${[...waiting].join(', ')}`), TELL_EVERY);
  try {
    await Promise.all(
      apps.map(async (app) => {
        await waitUntilReady(app, serviceAddresses(plan, app.name).health, signal);
        waiting.delete(app.name);
      }),
    );
  } finally {
    clearInterval(telling);
  }
}
