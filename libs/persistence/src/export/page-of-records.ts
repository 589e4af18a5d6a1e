import type { Statements } from '../database/database.ts';

/** Records that are looked at for one page, and the bytes that a page may have: the broker takes messages of 1 MiB. */
const AT_ONCE = 500;
const MOST_BYTES = 500_000;

/** One thing that is held of somebody. */
export interface HeldRecord {
  readonly kind: string;
  readonly data: Record<string, unknown>;
}

type Row = HeldRecord & { readonly key: string; readonly more: boolean };

/**
 * A page of what a query finds, in the order of kinds and keys: as many records as one message can carry, and at least
 * one. What is added while somebody pages may be left out; what was there before comes once.
 * @param query finds `kind`, `key` (a text that is told apart within its kind) and `data` (jsonb)
 * @param after a page's `next`; the first page without
 */
export async function pageOfRecords(
  statements: Statements,
  query: string,
  parameters: readonly unknown[],
  after: string | undefined,
): Promise<{ records: HeldRecord[]; next: string | null }> {
  const [kind = '', key = ''] = after === undefined ? [] : (JSON.parse(after) as string[]);
  const [first, second] = [parameters.length + 1, parameters.length + 2].map((number) => `$${String(number)}::text`);
  const rows = await statements.query<Row>(
    `with held as (${query}), later as (
       select kind collate "C" as kind, key::text collate "C" as key, data from held
       where (kind collate "C", key::text collate "C") > (${first ?? ''}, ${second ?? ''})
       order by 1, 2 limit ${String(AT_ONCE + 1)}
     ), sized as (
       select *, row_number() over (order by kind, key) as place,
              sum(octet_length(data::text)) over (order by kind, key) as bytes, count(*) over () as total
       from later
     )
     select kind, key, data, place < total as more from sized
     where place = 1 or (bytes <= ${String(MOST_BYTES)} and place <= ${String(AT_ONCE)}) order by place`,
    [...parameters, kind, key],
  );
  const last = rows.at(-1);
  return {
    records: rows.map((row) => ({ kind: row.kind, data: row.data })),
    next: last?.more === true ? JSON.stringify([last.kind, last.key]) : null,
  };
}
