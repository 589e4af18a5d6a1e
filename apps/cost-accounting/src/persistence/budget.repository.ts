import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Budget } from '../manage-budgets/budget.ts';

interface Row {
  readonly id: string;
  readonly scope: string;
  readonly period: Budget['period'];
  readonly timezone: string;
  readonly cap_pico: string;
  readonly hard: boolean;
  readonly on_exhausted: Budget['onExhausted'];
  readonly created_at: Date;
  readonly started: Date;
  readonly ends: Date | null;
  readonly spent: string;
  readonly reserved: string;
}

const toBudget = (row: Row): Budget => ({
  id: row.id,
  scope: row.scope,
  period: row.period,
  timezone: row.timezone,
  capPico: BigInt(row.cap_pico),
  hard: row.hard,
  onExhausted: row.on_exhausted,
  createdAt: row.created_at,
  periodStart: row.started,
  periodEnds: row.ends,
  spentPico: BigInt(row.spent),
  reservedPico: BigInt(row.reserved),
});

/** What somebody decided. */
export type NewBudget = Pick<Budget, 'id' | 'scope' | 'period' | 'timezone' | 'capPico' | 'hard' | 'onExhausted'>;

/** Budgets. Periods are those of the database's clock, which all replicas share. */
@Injectable()
export class BudgetRepository {
  constructor(private readonly database: Database) {}

  async add(budget: NewBudget): Promise<void> {
    const { id, scope, period, timezone, capPico, hard, onExhausted } = budget;
    await this.database.query(
      `insert into budget (id, scope, period, timezone, cap_pico, hard, on_exhausted, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, date_trunc('milliseconds', now()))`,
      [id, scope, period, timezone, capPico.toString(), hard, onExhausted],
    );
  }

  /** One, or all in the order of their making. */
  async find(id?: string): Promise<readonly Budget[]> {
    const rows = await this.database.query<Row>(
      `select b.*, period_start(b, now()) as started, period_end(b, now()) as ends,
              coalesce(a.spent_pico, 0) as spent, coalesce(a.reserved_pico, 0) as reserved
       from budget b left join account a on a.owner = b.id::text and a.period_start = period_start(b, now())
       where b.deleted_at is null and ($1::uuid is null or b.id = $1)
       order by b.created_at, b.id`,
      [id ?? null],
    );
    return rows.map(toBudget);
  }

  /** Changes what is given. A cap that is passed already warns at once. */
  async change(id: string, change: Partial<Pick<Budget, 'capPico' | 'hard' | 'onExhausted'>>): Promise<void> {
    await this.database.query(
      `update budget set cap_pico = coalesce($2, cap_pico), hard = coalesce($3, hard),
                         on_exhausted = coalesce($4, on_exhausted)
       where id = $1 and deleted_at is null`,
      [id, change.capPico?.toString() ?? null, change.hard ?? null, change.onExhausted ?? null],
    );
    await this.database.query(
      `select warn(array_agg(a.id), now()) from account a join budget b on b.id = a.budget_id
       where b.id = $1 and a.period_start = period_start(b, now()) having count(*) > 0`,
      [id],
    );
  }

  /** Whether there was one. */
  async remove(id: string): Promise<boolean> {
    const rows = await this.database.query(
      'update budget set deleted_at = now() where id = $1 and deleted_at is null returning id',
      [id],
    );
    return rows.length > 0;
  }

  /** Whether the database knows a time zone of this name. */
  async knowsZone(name: string): Promise<boolean> {
    const [row] = await this.database.query<{ known: boolean }>(
      'select exists (select from pg_timezone_names where name = $1) as known',
      [name],
    );
    return row?.known ?? false;
  }

  /** What was spent on each day of the present period. */
  async days(id: string): Promise<readonly { day: string; spentPico: bigint }[]> {
    const rows = await this.database.query<{ day: string; spent: string }>(
      `select d.day::text as day, d.spent_pico as spent
       from budget b join account a on a.owner = b.id::text and a.period_start = period_start(b, now())
       join account_day d on d.account_id = a.id
       where b.id = $1 order by d.day`,
      [id],
    );
    return rows.map(({ day, spent }) => ({ day, spentPico: BigInt(spent) }));
  }
}
