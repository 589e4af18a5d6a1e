interface Waiting {
  readonly count: number;
  readonly resolve: () => void;
}

/** A number of slots, given out in the order of asking. */
export class Slots {
  readonly #all: number;
  readonly #waiting: Waiting[] = [];
  #free: number;

  constructor(count: number) {
    this.#all = count;
    this.#free = count;
  }

  /** Takes slots, all of them where there are not so many; a promise only where one has to wait for them. */
  take(count = 1): Promise<void> | undefined {
    const wanted = Math.min(count, this.#all);
    if (this.#waiting.length === 0 && wanted <= this.#free) {
      this.#free -= wanted;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push({ count: wanted, resolve }));
  }

  /** Gives back what was taken, to whoever has waited longest. */
  give(count = 1): void {
    this.#free += Math.min(count, this.#all);
    for (let next = this.#waiting[0]; next !== undefined && next.count <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.count;
      next.resolve();
    }
  }
}
