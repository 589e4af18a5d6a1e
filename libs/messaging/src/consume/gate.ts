/**
 * Lets work be done side by side, or one piece alone in the whole process: a message under suspicion of having crashed it
 * is tried while nothing else is in hand, so that the next crash convicts nobody else.
 */
export class Gate {
  #inside = 0;
  #wantAlone = 0;
  #turn: Promise<void> = Promise.resolve();
  #emptied: PromiseWithResolvers<void> | undefined;
  #opened: PromiseWithResolvers<void> | undefined;

  /** Runs beside others; waits while somebody is, or wants to be, alone. */
  async beside<Result>(run: () => Promise<Result>): Promise<Result> {
    while (this.#wantAlone > 0) await (this.#opened ??= Promise.withResolvers()).promise;
    this.#inside++;
    try {
      return await run();
    } finally {
      this.#inside--;
      if (this.#inside === 0) this.#emptied?.resolve();
    }
  }

  /** Runs alone: after everything that runs now, and before anything that comes later. */
  async alone<Result>(run: () => Promise<Result>): Promise<Result> {
    const before = this.#turn;
    const { promise, resolve }: PromiseWithResolvers<void> = Promise.withResolvers();
    this.#turn = promise;
    this.#wantAlone++;
    try {
      await before;
      if (this.#inside > 0) {
        this.#emptied = Promise.withResolvers();
        await this.#emptied.promise;
        this.#emptied = undefined;
      }
      return await run();
    } finally {
      this.#wantAlone--;
      resolve();
      if (this.#wantAlone === 0) {
        this.#opened?.resolve();
        this.#opened = undefined;
      }
    }
  }
}
