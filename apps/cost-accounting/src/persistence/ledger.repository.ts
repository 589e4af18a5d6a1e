import type { Usage } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** One usage with its price. */
export interface Charge {
  readonly usage: Usage;
  readonly pico: bigint;
  readonly basis: 'price-book' | 'free' | 'unpriced';
}

/** What a ledger entry is worth. */
export type Entry = Pick<Charge, 'pico' | 'basis'>;

/** The ledger: entries are made once and never changed. */
@Injectable()
export class LedgerRepository {
  constructor(private readonly database: Database) {}

  /**
   * Enters the charges that are new. Answers the ids of those (`entered`), and what the ledger already held for the
   * others (`known`).
   */
  async enter(
    charges: readonly Charge[],
  ): Promise<{ entered: ReadonlySet<string>; known: ReadonlyMap<string, Entry> }> {
    const usages = charges.map(({ usage }) => usage);
    const rows = await this.database.query<{ usage_id: string }>(
      `insert into charge (usage_id, journey, task, provider, model, input, cache_read, cache_write_5m, cache_write_1h,
                           output, reasoning, pico, basis, person_id, team, department, forge, repository_id, used_at)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
                            $9::bigint[], $10::bigint[], $11::bigint[], $12::numeric[], $13::text[], $14::uuid[], $15::text[],
                            $16::text[], $17::text[], $18::text[], $19::timestamptz[])
       order by 1
       on conflict do nothing
       returning usage_id`,
      [
        usages.map(({ usageId }) => usageId),
        usages.map(({ journey }) => journey),
        usages.map(({ task }) => task),
        usages.map(({ provider }) => provider),
        usages.map(({ model }) => model),
        usages.map(({ tokens }) => tokens.input),
        usages.map(({ tokens }) => tokens.cacheRead),
        usages.map(({ tokens }) => tokens.cacheWrite5m),
        usages.map(({ tokens }) => tokens.cacheWrite1h),
        usages.map(({ tokens }) => tokens.output),
        usages.map(({ tokens }) => tokens.reasoning),
        charges.map(({ pico }) => pico.toString()),
        charges.map(({ basis }) => basis),
        usages.map(({ person }) => person?.id ?? null),
        usages.map(({ person }) => person?.team ?? null),
        usages.map(({ person }) => person?.department ?? null),
        usages.map(({ forge }) => forge ?? null),
        usages.map(({ repository }) => repository?.id ?? null),
        usages.map(({ at }) => at),
      ],
    );
    const entered = new Set(rows.map((row) => row.usage_id));
    const told = usages.map(({ usageId }) => usageId).filter((id) => !entered.has(id));
    return { entered, known: told.length === 0 ? new Map() : await this.entriesOf(told) };
  }

  private async entriesOf(ids: readonly string[]): Promise<Map<string, Entry>> {
    const rows = await this.database.query<{ usage_id: string; pico: string; basis: Charge['basis'] }>(
      'select usage_id, pico, basis from charge where usage_id = any($1::text[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.usage_id, { pico: BigInt(row.pico), basis: row.basis }]));
  }

  /** The sum of a repository's charges, or of all. */
  async total(filter: {
    forge?: string | undefined;
    repositoryId?: string | undefined;
  }): Promise<{ calls: number; pico: bigint }> {
    const [row] = await this.database.query<{ calls: string; pico: string }>(
      `select count(*) as calls, coalesce(sum(pico), 0) as pico from charge
       where ($1::text is null or forge = $1) and ($2::text is null or repository_id = $2)`,
      [filter.forge ?? null, filter.repositoryId ?? null],
    );
    return { calls: Number(row?.calls ?? 0), pico: BigInt(row?.pico ?? 0) };
  }
}
