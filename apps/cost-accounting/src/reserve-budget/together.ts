interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does what comes at the same time together: one statement and one commit for all of it. Nobody waits for a batch to fill;
 * while one is under way the next one gathers, so that batches are as large as the load makes them.
 */
export class Together<Item, Result> {
  #queue: Waiting<Item, Result>[] = [];
  #running = false;

  /** @param work answers one result an item, in order */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly most: number,
  ) {}

  add(item: Item): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#queue.push({ item, resolve, reject });
    if (!this.#running) {
      this.#running = true;
      // At the end of the event loop's turn, so that requests read in the same turn share a batch.
      setImmediate(() => void this.#run());
    }
    return promise;
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, this.most);
      try {
        const results = await this.work(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = false;
  }
}
