import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { type Entry, scopesOf } from '../price-usage/entry.ts';
import { inCommon } from './in-common.ts';

/** What the ledger holds under an id. */
export interface Posted {
  readonly usageId: string;
  /** Whether this posting made the charge. */
  readonly posted: boolean;
  readonly pico: bigint;
  readonly basis: Entry['basis'];
}

/** Charges in one statement: it holds the lock of all accounts while it runs, so it stays short. */
const AT_ONCE = 500;

/** The ledger: charges are made once; only an estimate gives way to the true figure. */
@Injectable()
export class LedgerRepository {
  /** Months that have a partition for sure. */
  readonly #months = new Set<string>();

  constructor(private readonly database: Database) {}

  /** Posts charges to ledger, sums, budgets and reservations, each once. Answers in no particular order. */
  async post(entries: readonly Entry[]): Promise<readonly Posted[]> {
    await this.#makeMonths(entries);
    const found: Posted[] = [];
    for (let start = 0; start < entries.length; start += AT_ONCE) {
      const rows = await this.database.query<{
        usage_id: string;
        posted: boolean;
        pico: string;
        basis: Posted['basis'];
      }>('select * from post($1::jsonb)', [toJson(entries.slice(start, start + AT_ONCE))]);
      for (const { usage_id: usageId, posted, pico, basis } of rows) {
        found.push({ usageId, posted, pico: BigInt(pico), basis });
      }
    }
    return found;
  }

  /** Writes charges anew, without touching budgets or sums. */
  async restate(entries: readonly Entry[]): Promise<void> {
    await this.#makeMonths(entries);
    await this.database.query('select restate($1::jsonb)', [toJson(entries)]);
  }

  /** Adds all charges up anew; nobody posts meanwhile. */
  async sumUpAll(): Promise<void> {
    await this.database.query('select sum_up_all()');
  }

  async #makeMonths(entries: readonly Entry[]): Promise<void> {
    const missing = new Set(entries.map(({ at }) => monthOf(at)).filter((month) => !this.#months.has(month)));
    for (const month of missing) {
      await this.database.query('select make_month($1::timestamptz)', [`${month}-01T00:00:00Z`]);
      this.#months.add(month);
    }
  }

  /** The sum of a repository's charges, or of all. */
  async total(filter: {
    forge?: string | undefined;
    repositoryId?: string | undefined;
  }): Promise<{ calls: number; pico: bigint }> {
    const [row] = await this.database.query<{ calls: string; pico: string }>(
      `select coalesce(sum(s.calls), 0) as calls, coalesce(sum(s.pico), 0) as pico
       from spending s join dimension d on d.id = s.dimension_id
       where s.grain = 'm' and ($1::text is null or split_part(d.repository, '/', 1) = $1)
         and ($2::text is null or split_part(d.repository, '/', 2) = $2)`,
      [filter.forge ?? null, filter.repositoryId ?? null],
    );
    return { calls: Number(row?.calls ?? 0), pico: BigInt(row?.pico ?? 0) };
  }
}

/** Of an instant as we write them, that is in UTC, or of any other. */
const monthOf = (at: string): string => (at.endsWith('Z') ? at : new Date(at).toISOString()).slice(0, 7);

function toJson(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => ({
    usage_id: entry.usageId,
    used_at: entry.at,
    journey: entry.journey,
    person_id: entry.personId,
    team: entry.team,
    department: entry.department,
    repository: entry.repository,
    provider: entry.provider,
    model: entry.model,
    task: entry.task,
    service_tier: entry.serviceTier,
    input: entry.tokens.input,
    cache_read: entry.tokens.cacheRead,
    cache_write_5m: entry.tokens.cacheWrite5m,
    cache_write_1h: entry.tokens.cacheWrite1h,
    output: entry.tokens.output,
    reasoning: entry.tokens.reasoning,
    pico: entry.pico.toString(),
    saved_pico: entry.savedPico.toString(),
    saved_by: entry.savedBy,
    basis: entry.basis,
    estimated: entry.estimated,
    reservation_id: entry.reservationId,
    whole: entry.whole,
    scopes: entry.pico > 0n ? scopesOf(entry) : null,
  }));
  return JSON.stringify(inCommon(rows));
}
