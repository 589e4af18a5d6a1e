import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from './api-client.ts';

/** How many commits' journeys of one repository are in which state. */
export interface Journeys {
  readonly running: number;
  readonly complete: number;
  readonly deadLettered: number;
}

/** Half of what the API allows a client by default, so that others can look, too. */
const POLL_MS = 2_000;
/** The first looks come sooner: a small repository is through within a second. */
const FIRST_POLLS_MS = [100, 200, 400, 800];
/** Work that does not move for so long will not move any more. */
const PATIENCE_MS = 180_000;

export interface WaitOptions {
  readonly query: Readonly<Record<string, string>>;
  /** How many journeys have to end. */
  readonly commits: number;
  readonly onProgress?: (ended: number) => void;
}

/** Waits until every journey has ended, in one way or the other, or until nothing has moved for three minutes. */
export async function waitUntilComplete(
  api: ApiClient,
  { query, commits, onProgress }: WaitOptions,
): Promise<Journeys> {
  let ended = -1;
  let moved = Date.now();
  for (let poll = 0; ; poll += 1) {
    const journeys = (await api.get<Journeys>('/api/v1/journeys/summary', query)) ?? {
      running: 0,
      complete: 0,
      deadLettered: 0,
    };
    const now = journeys.complete + journeys.deadLettered;
    if (now !== ended) {
      ended = now;
      moved = Date.now();
      onProgress?.(Math.min(ended, commits));
    }
    if (ended >= commits && journeys.running === 0) return journeys;
    if (Date.now() - moved > PATIENCE_MS) return journeys;
    await sleep(FIRST_POLLS_MS[poll] ?? POLL_MS);
  }
}
