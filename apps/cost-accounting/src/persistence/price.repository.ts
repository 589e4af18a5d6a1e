import { Database } from '@arbiter/persistence';
import type { DatedPrice, PriceRow } from '@arbiter/pricing';
import { Injectable } from '@nestjs/common';

/** A price with its place in the order of imports, and where it came from. */
export interface ImportedPrice extends DatedPrice {
  readonly seq: number;
  readonly source: string;
}

interface Row {
  readonly seq: string;
  readonly model: string;
  readonly effective_from: Date;
  readonly source: string;
  readonly rates: PriceRow;
}

const toPrice = (row: Row): ImportedPrice => ({
  seq: Number(row.seq),
  model: row.model,
  row: row.rates,
  effectiveFrom: row.effective_from.getTime(),
  source: row.source,
});

/** Prices that were imported. They are added, never changed. */
@Injectable()
export class PriceRepository {
  constructor(private readonly database: Database) {}

  /** The place of the latest import; 0 when there is none. */
  async lastSeq(): Promise<number> {
    const [row] = await this.database.query<{ seq: string | null }>('select max(seq) as seq from price');
    return Number(row?.seq ?? 0);
  }

  /** In the order of their import. */
  async all(): Promise<readonly ImportedPrice[]> {
    return (await this.database.query<Row>('select * from price order by seq')).map(toPrice);
  }

  /** Of one model, latest first. */
  async of(model: string): Promise<readonly ImportedPrice[]> {
    const rows = await this.database.query<Row>(
      'select * from price where model = $1 order by effective_from desc, seq desc',
      [model],
    );
    return rows.map(toPrice);
  }

  async add(prices: readonly DatedPrice[], effectiveFrom: Date, source: string): Promise<void> {
    await this.database.query(
      `insert into price (model, effective_from, source, rates)
       select m, $3, $4, r::jsonb from unnest($1::text[], $2::text[]) as n (m, r)`,
      [prices.map(({ model }) => model), prices.map(({ row }) => JSON.stringify(row)), effectiveFrom, source],
    );
  }

  /** Those of the models that were used, at a price, at or after an instant. */
  async usedSince(models: readonly string[], since: Date): Promise<readonly string[]> {
    const rows = await this.database.query<{ model: string }>(
      `select distinct d.model from charge c join dimension d on d.id = c.dimension_id
       where c.used_at >= $2 and d.model = any($1::text[]) order by 1 limit 5`,
      [models, since],
    );
    return rows.map(({ model }) => model);
  }
}
