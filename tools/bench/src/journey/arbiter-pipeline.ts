import type { Arbiter } from '../arbiter.ts';
import type { Pipeline } from './pipeline.ts';

/** Arbiter itself, asked by its own API. Closing it is left to whoever started it. */
export function arbiterPipeline({ state }: Arbiter): Pipeline {
  const { gateway, apiKey, apps, backing } = state;
  const pids = Object.entries({ ...apps, postgres: backing.postgres, nats: backing.nats }).map(([name, { pid }]) => [
    name,
    pid,
  ]);
  return {
    gateway,
    secret: state.secrets.github,
    pids: Object.fromEntries(pids) as Record<string, number>,
    completeCommits: async () => {
      const response = await fetch(new URL('/api/v1/journeys/summary', gateway), { headers: { 'x-api-key': apiKey } });
      if (!response.ok) throw new Error(`The gateway answered ${String(response.status)}.`);
      const { complete, deadLettered } = (await response.json()) as { complete: number; deadLettered: number };
      if (deadLettered > 0) throw new Error(`${String(deadLettered)} journeys were given up.`);
      return complete;
    },
    close: () => Promise.resolve(),
  };
}
