import { isDeepStrictEqual } from 'node:util';
import type { ImportPrices as ImportPricesQuery, ReplyOf, RequestOf } from '@arbiter/contracts';
import { QueryFailed } from '@arbiter/messaging';
import { type DatedPrice, ModelPrice, type PriceRow, shippedPrices, toPriceRows } from '@arbiter/pricing';
import { Injectable } from '@nestjs/common';
import { type ImportedPrice, PriceRepository } from '../persistence/price.repository.ts';
import { Prices } from '../prices/prices.ts';

type Request = RequestOf<typeof ImportPricesQuery>;
type Reply = ReplyOf<typeof ImportPricesQuery>;

/** Adds prices from a date on. The past is not priced anew: a date from which on the models were used is refused. */
@Injectable()
export class ImportPrices {
  constructor(
    private readonly repository: PriceRepository,
    private readonly prices: Prices,
  ) {}

  /** @throws QueryFailed `price-invalid`, `price-in-use` */
  async run({ effectiveFrom, source, models }: Request): Promise<Reply> {
    const from = effectiveFrom === undefined ? new Date() : new Date(effectiveFrom);
    const rows = toPriceRows(models);
    const imported = await this.repository.all();
    const fresh: DatedPrice[] = [];
    for (const [model, row] of rows) {
      check(model, row);
      if (isDeepStrictEqual(inEffect(imported, model, from.getTime()), row)) continue;
      fresh.push({ model, row, effectiveFrom: from.getTime() });
    }
    if (effectiveFrom !== undefined) await this.#refuseUsed(fresh, from);
    if (fresh.length > 0) await this.repository.add(fresh, from, source);
    await this.prices.refresh();
    return {
      imported: fresh.length,
      unchanged: rows.size - fresh.length,
      skipped: Object.keys(models).length - rows.size,
      effectiveFrom: from.toISOString(),
    };
  }

  async #refuseUsed(fresh: readonly DatedPrice[], from: Date): Promise<void> {
    const used = await this.repository.usedSince(
      fresh.map(({ model }) => model),
      from,
    );
    if (used.length > 0) {
      throw new QueryFailed('price-in-use', `Usage from that date on is priced already, of ${used.join(', ')}.`, 409);
    }
  }
}

function inEffect(imported: readonly ImportedPrice[], model: string, at: number): PriceRow | undefined {
  const [latest] = imported
    .filter((price) => price.model === model && price.effectiveFrom <= at)
    .toSorted((one, other) => other.effectiveFrom - one.effectiveFrom || other.seq - one.seq);
  return latest?.row ?? shipped().get(model);
}

let shippedOnce: ReadonlyMap<string, PriceRow> | undefined;
const shipped = () => (shippedOnce ??= shippedPrices());

function check(model: string, row: PriceRow): void {
  try {
    new ModelPrice(row);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new QueryFailed('price-invalid', `${model}: ${error.message}`, 400);
  }
}
