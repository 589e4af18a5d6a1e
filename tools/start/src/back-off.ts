const FIRST = 200;
const LONGEST = 10_000;
/** Whoever has run that long has not crashed in a row. */
const FORGIVEN_AFTER = 30_000;

/** How long to wait before something that crashed is started again: soon at first, then longer and longer. Milliseconds. */
export class BackOff {
  private crashes = 0;
  private last = -Infinity;

  next(now = performance.now()): number {
    if (now - this.last > FORGIVEN_AFTER) this.crashes = 0;
    this.last = now;
    return Math.min(FIRST * 2 ** this.crashes++, LONGEST);
  }
}
