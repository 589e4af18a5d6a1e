import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/**
 * Looks again and again until there is an answer other than undefined; an error counts as none. Throws with the last error
 * when the time is over.
 */
export async function until<Answer>(
  what: string,
  look: () => Promise<Answer | undefined> | Answer | undefined,
  patienceMs = 60_000,
): Promise<Answer> {
  const deadline = Date.now() + patienceMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await look();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`Waited ${String(patienceMs)} ms in vain: ${what}`, { cause: last });
}
