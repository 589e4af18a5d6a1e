import { setTimeout as delay } from 'node:timers/promises';
import type { Backing, RunningServer } from '@arbiter/backing';
import { SERVER_NAMES, messageOf } from '@arbiter/backing';
import { BackOff } from './back-off.ts';

/** Starts each server again whenever it crashes, on the same port and data, until `signal` says that all ends. */
export function superviseBacking(
  backing: Backing,
  signal: AbortSignal,
  events: { readonly onLine: (name: string, line: string) => void; readonly onChange: () => void },
): void {
  for (const name of SERVER_NAMES) {
    const server: RunningServer = backing[name];
    const backOff = new BackOff();
    const startOnce = async (): Promise<void> => {
      const wait = backOff.next();
      events.onLine(name, `ended; it is started again in ${wait} ms`);
      events.onChange();
      await delay(wait, undefined, { signal });
      await server.start();
    };
    const startAgain = async (): Promise<void> => {
      while (!signal.aborted && server.pid === null) {
        await startOnce().catch((error: unknown) => {
          if (!signal.aborted) events.onLine(name, messageOf(error));
        });
      }
      events.onChange();
    };
    server.onCrash(() => void startAgain());
  }
}
