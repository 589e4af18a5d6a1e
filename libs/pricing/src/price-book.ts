import type { PriceRow } from './price-row.ts';
import { ModelPrice } from './rates.ts';

/** Prices that a model has from an instant on; of two with one date, the one added later. */
export interface DatedPrice {
  readonly model: string;
  readonly row: PriceRow;
  /** Milliseconds since 1970; -Infinity: always had. */
  readonly effectiveFrom: number;
}

interface Entry {
  readonly effectiveFrom: number;
  readonly row: PriceRow;
  price?: ModelPrice;
}

/** What models cost, from when on. */
export class PriceBook {
  readonly #models = new Map<string, Entry[]>();

  /** Adds prices, in the order in which they were made known. */
  add(prices: Iterable<DatedPrice>): this {
    for (const { model, row, effectiveFrom } of prices) {
      const entries = this.#models.get(model) ?? [];
      // Latest first; of one date the one added last first.
      const place = entries.findIndex((entry) => entry.effectiveFrom <= effectiveFrom);
      entries.splice(place === -1 ? entries.length : place, 0, { effectiveFrom, row });
      this.#models.set(model, entries);
    }
    return this;
  }

  get size(): number {
    return this.#models.size;
  }

  models(): IterableIterator<string> {
    return this.#models.keys();
  }

  /**
   * What a model cost at an instant. With a provider, its own price for the model (`groq/llama-3.3-70b-versatile`) goes
   * before the model's.
   */
  find(model: string, at: number, provider?: string): ModelPrice | undefined {
    const names = provider === undefined ? [model] : [`${provider}/${model}`, model];
    for (const name of names) {
      const entry = this.#models.get(name)?.find(({ effectiveFrom }) => effectiveFrom <= at);
      if (entry !== undefined) return (entry.price ??= new ModelPrice(entry.row));
    }
    return undefined;
  }
}
