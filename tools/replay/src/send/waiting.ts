import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

/** Milliseconds that an answer asks to wait (`Retry-After` in seconds or as a date); undefined where it does not. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const millis = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(millis) ? Math.min(Math.max(millis, 0), 60_000) : undefined;
}

/** Waits before the next attempt: as long as was asked, else longer each time, never in step with others. */
export async function backOff(attempt: number, asked?: number): Promise<void> {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  await sleep(asked ?? longest / 2 + (Math.random() * longest) / 2);
}
