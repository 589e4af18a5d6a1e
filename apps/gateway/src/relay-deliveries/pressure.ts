import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** How long a look takes, milliseconds. */
const WINDOW = 50;
/** Share of its time at work above which the event loop has none to spare: the rest is spent on waiting for commits. */
const FULL = 0.6;
/** Fewer requests than these in a window are no burst: it is something else that keeps the loop at work. */
const FEW = 16;

/**
 * Whether accepting takes all that this process has. How many requests are in hand does not tell: those of one commit are
 * answered together, and the next ones are still in their sockets.
 */
export class Pressure {
  #since: EventLoopUtilization = performance.eventLoopUtilization();
  #started = performance.now();
  #requests = 0;
  #high = false;

  /** A request came. */
  count(): void {
    this.#requests++;
  }

  get high(): boolean {
    const now = performance.now();
    if (now - this.#started < WINDOW) return this.#high;
    const { utilization } = performance.eventLoopUtilization(this.#since);
    this.#high = utilization > FULL && this.#requests > FEW;
    this.#since = performance.eventLoopUtilization();
    this.#started = now;
    this.#requests = 0;
    return this.#high;
  }
}
