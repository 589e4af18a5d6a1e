import { setTimeout as delay } from 'node:timers/promises';

/** How fast writes may follow each other. */
export interface Pace {
  /** So many at once, after a time of rest. */
  readonly burst: number;
  /** Then one in so many milliseconds. */
  readonly every: number;
}

/**
 * Spreads writes, so that a forge's limits on them are not met in the first place: a bucket of tokens that fills again with
 * time. Who comes when it is empty is told when its turn is.
 */
export class Pacer {
  readonly #pace: Pace;
  /** When the bucket would be full again, milliseconds. */
  #full = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** When the next write may go, milliseconds. */
  get next(): number {
    return Math.max(Date.now(), this.#full - (this.#pace.burst - 1) * this.#pace.every);
  }

  /** Takes the next turn and waits for it. */
  async turn(signal?: AbortSignal): Promise<void> {
    const at = this.next;
    this.#full = Math.max(this.#full, Date.now()) + this.#pace.every;
    const wait = at - Date.now();
    if (wait > 0) await delay(wait, undefined, signal && { signal });
  }
}
