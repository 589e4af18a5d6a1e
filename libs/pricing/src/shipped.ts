import { readFileSync } from 'node:fs';
import { PriceBook } from './price-book.ts';
import type { PriceRow } from './price-row.ts';

const FILE = new URL('../data/price-book.json', import.meta.url);

/** The prices that come with the product. They hold for all times before whatever is imported. */
export function shippedPrices(): ReadonlyMap<string, PriceRow> {
  const { models } = JSON.parse(readFileSync(FILE, 'utf8')) as { models: Record<string, PriceRow> };
  return new Map(Object.entries(models));
}

/** A price book with the shipped prices in it. */
export function shippedBook(): PriceBook {
  const prices = [...shippedPrices()];
  return new PriceBook().add(prices.map(([model, row]) => ({ model, row, effectiveFrom: Number.NEGATIVE_INFINITY })));
}
