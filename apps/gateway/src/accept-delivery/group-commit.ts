/** Waits for a place in a batch, and then for the batch. */
interface Waiting<Item, Result> {
  readonly item: Item;
  readonly size: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions<Item> {
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly sizeOf: (item: Item) => number;
  /** Batches under way at once, at most. */
  readonly inFlight: number;
  /** How long the next batch waits for one that is under way, milliseconds. */
  readonly besideAfter: number;
}

/**
 * Writes what comes at the same time together: one statement and one commit for all of it. Nobody waits for a batch to
 * fill: while a batch is under way the next one gathers, so that batches are as large as the load makes them. A batch that takes
 * long, because it is large, holds nobody up: the next one goes beside it.
 */
export class GroupCommit<Item, Result> {
  #queue: Waiting<Item, Result>[] = [];
  #running = 0;
  #next: NodeJS.Immediate | undefined;
  #beside: NodeJS.Timeout | undefined;

  /** @param write answers one result an item, in order */
  constructor(
    private readonly write: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly options: GroupCommitOptions<Item>,
  ) {}

  /**
   * Resolves once the item is committed.
   * @param impatience after so many milliseconds it rejects with Late: the item was not written, or nobody knows
   */
  add(item: Item, impatience: number): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const waiting = { item, size: this.options.sizeOf(item), resolve, reject };
    this.#queue.push(waiting);
    this.#schedule();
    const timer = setTimeout(() => {
      this.#queue = this.#queue.filter((other) => other !== waiting);
      reject(new Late());
    }, impatience);
    return promise.finally(() => {
      clearTimeout(timer);
    });
  }

  /** At the end of the event loop's turn, so that requests read in the same turn share a batch. */
  #schedule(): void {
    if (this.#queue.length === 0 || this.#running >= this.options.inFlight) return;
    if (this.#running === 0) {
      this.#next ??= setImmediate(() => {
        this.#start();
      });
    } else {
      this.#beside ??= setTimeout(() => {
        this.#start();
      }, this.options.besideAfter);
    }
  }

  #start(): void {
    clearImmediate(this.#next);
    clearTimeout(this.#beside);
    this.#next = this.#beside = undefined;
    void this.#run(this.#take());
    this.#schedule();
  }

  #take(): readonly Waiting<Item, Result>[] {
    let bytes = 0;
    const { maxItems, maxBytes } = this.options;
    const over = this.#queue.findIndex((waiting, index) => (bytes += waiting.size) > maxBytes && index > 0);
    return this.#queue.splice(0, Math.min(maxItems, over === -1 ? this.#queue.length : over));
  }

  async #run(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    if (batch.length === 0) return;
    this.#running++;
    try {
      const results = await this.write(batch.map(({ item }) => item));
      for (const [index, waiting] of batch.entries()) waiting.resolve(results[index] as Result);
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    } finally {
      this.#running--;
      this.#schedule();
    }
  }
}

/** The batch did not come to an end in time. */
export class Late extends Error {}
