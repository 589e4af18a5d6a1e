import type { CostDimension, CostFilter, TokenSums } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { ServiceTier, TokenUsage } from '@arbiter/pricing';
import { type Cover, coverOf } from '../ask-costs/cover.ts';

/** Sums of one group. */
export interface Sums {
  readonly group: Readonly<Partial<Record<CostDimension, string | null>>>;
  readonly savedBy: string;
  readonly calls: number;
  readonly tokens: TokenSums;
  readonly pico: bigint;
  readonly estimatedPico: bigint;
  readonly savedPico: bigint;
}

/** From, inclusive, to, exclusive; left out: no end. */
export interface Range {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** One paid call, as it can be priced again. */
export interface PaidCall {
  readonly usedAt: Date;
  readonly usageId: string;
  readonly task: string;
  readonly provider: string;
  readonly model: string;
  readonly serviceTier: ServiceTier | null;
  readonly tokens: TokenUsage;
  readonly pico: bigint;
}

const SUMS = ['calls', 'input', 'cache_read', 'cache_write_5m', 'cache_write_1h', 'output', 'reasoning', 'pico',
  'estimated_pico', 'saved_pico'] as const; // prettier-ignore

const SUMMED = SUMS.map((name) => `sum(${name}) as ${name}`).join(', ');

const COLUMN: Readonly<Record<CostDimension, string>> = {
  team: 'd.team',
  department: 'd.department',
  repository: 'd.repository',
  provider: 'd.provider',
  model: 'd.model',
  task: 'd.task',
  day: 's.start::text',
  month: `to_char(s.start, 'YYYY-MM')`,
};

const FILTERS = ['team', 'department', 'repository', 'provider', 'model', 'task'] as const;

type Row = Readonly<Record<string, string | null>>;

/** Asks the ledger and its sums. */
@Injectable()
export class SpendingRepository {
  constructor(private readonly database: Database) {}

  /** Sums by dimensions, dearest first. Whole months and days come from the sums, the rest from the charges. */
  async sums(
    groupBy: readonly CostDimension[],
    range: Range,
    { filter = {}, limit, bySavedBy = false }: { filter?: CostFilter | undefined; limit: number; bySavedBy?: boolean },
  ): Promise<readonly Sums[]> {
    const parameters: unknown[] = [];
    const bind = (value: unknown, type: string) => `$${parameters.push(value)}::${type}`;
    const dated = groupBy.includes('day') || groupBy.includes('month');
    const columns = groupBy.map((dimension, index) => `${COLUMN[dimension]} as g${index}`);
    const groups = [...groupBy.map((_, index) => `g${index}`), ...(bySavedBy ? ['saved_by'] : [])];
    const where = whereOf(filter, bind);
    const parts = partsOf(coverOf(range, groupBy.includes('day')), where, bind);
    // Told apart by day there is little to add up before the names are known.
    const inner = ['dimension_id', ...(bySavedBy ? ['saved_by'] : [])].join(', ');
    const s = dated ? 'select * from part' : `select ${inner}, ${SUMMED} from part group by ${inner}`;
    const sql = `
      with part as (${parts}),
      s as (${s})
      select ${[...columns, ...(bySavedBy ? ['s.saved_by'] : []), SUMMED].join(', ')}
      from s join dimension d on d.id = s.dimension_id
      ${groups.length > 0 ? `group by ${groups.join(', ')}` : ''}
      having sum(calls) <> 0
      order by sum(pico) desc, sum(saved_pico) desc${groups.map((group) => `, ${group}`).join('')}
      limit ${bind(limit, 'integer')}`;
    const rows = await this.database.query<Row>(sql, parameters);
    return rows.map((row) => toSums(row, groupBy));
  }

  /** Paid calls after a place, in the order of time. */
  async paidCalls(
    range: Range,
    filter: CostFilter,
    after: PaidCall | undefined,
    limit: number,
  ): Promise<readonly PaidCall[]> {
    const parameters: unknown[] = [];
    const bind = (value: unknown, type: string) => `$${parameters.push(value)}::${type}`;
    const conditions = [
      'c.saved_by is null',
      ...(range.from === undefined ? [] : [`c.used_at >= ${bind(range.from, 'timestamptz')}`]),
      ...(range.to === undefined ? [] : [`c.used_at < ${bind(range.to, 'timestamptz')}`]),
      ...(after === undefined
        ? []
        : [`(c.used_at, c.usage_id) > (${bind(after.usedAt, 'timestamptz')}, ${bind(after.usageId, 'text')})`]),
    ];
    const rows = await this.database.query<Row & { used_at: Date }>(
      `select date_bin('1 millisecond', c.used_at, '2000-01-01') as used_at, c.usage_id, d.task, d.provider, d.model,
              c.service_tier, c.input, c.cache_read, c.cache_write_5m, c.cache_write_1h, c.output, c.reasoning, c.pico
       from charge c join dimension d on d.id = c.dimension_id
       ${whereOf(filter, bind, conditions)}
       order by c.used_at, c.usage_id limit ${bind(limit, 'integer')}`,
      parameters,
    );
    return rows.map((row) => ({
      usedAt: row.used_at,
      usageId: row['usage_id'] ?? '',
      task: row['task'] ?? '',
      provider: row['provider'] ?? '',
      model: row['model'] ?? '',
      serviceTier: row['service_tier'] as ServiceTier | null,
      tokens: toTokens(row),
      pico: BigInt(row['pico'] ?? 0),
    }));
  }
}

type Bind = (value: unknown, type: string) => string;

function whereOf(filter: CostFilter, bind: Bind, conditions: readonly string[] = []): string {
  const given = FILTERS.flatMap((name) =>
    filter[name] === undefined ? [] : [`d.${name} = ${bind(filter[name], 'text')}`],
  );
  const all = [...conditions, ...given];
  return all.length > 0 ? `where ${all.join(' and ')}` : '';
}

/** `where` says which dimensions count: the others are left out before anything is added up. */
function partsOf({ sums, edges }: Cover, where: string, bind: Bind): string {
  const only = where === '' ? '' : `and dimension_id = any(array(select d.id from dimension d ${where}))`;
  const columns = SUMS.join(', ');
  return [
    ...sums.map(({ grain, from, to }) => {
      const ends = [
        ...(from === undefined ? [] : [`and start >= ${bind(from, 'date')}`]),
        ...(to === undefined ? [] : [`and start < ${bind(to, 'date')}`]),
      ].join(' ');
      return `select dimension_id, start, saved_by, ${columns} from spending where grain = '${grain}' ${ends} ${only}`;
    }),
    ...edges.map(
      ({ from, to }) => `
        select dimension_id, (date_trunc('day', used_at, 'UTC') at time zone 'UTC')::date as start,
               coalesce(saved_by, '') as saved_by, 1 as calls, input,
               cache_read, cache_write_5m, cache_write_1h, output, reasoning, pico,
               case when estimated then pico else 0 end as estimated_pico, saved_pico
        from charge where used_at >= ${bind(from, 'timestamptz')} and used_at < ${bind(to, 'timestamptz')} ${only}`,
    ),
  ].join(' union all ');
}

function toTokens(row: Row): TokenUsage {
  return {
    input: Number(row['input']),
    cacheRead: Number(row['cache_read']),
    cacheWrite5m: Number(row['cache_write_5m']),
    cacheWrite1h: Number(row['cache_write_1h']),
    output: Number(row['output']),
    reasoning: Number(row['reasoning']),
  };
}

/** Empty text says: nobody, none. */
const named = (text: string | null | undefined): string | null => (text === '' ? null : (text ?? null));

function toSums(row: Row, groupBy: readonly CostDimension[]): Sums {
  const group = Object.fromEntries(groupBy.map((dimension, index) => [dimension, named(row[`g${index}`])]));
  return {
    group,
    savedBy: row['saved_by'] ?? '',
    calls: Number(row['calls']),
    tokens: toTokens(row),
    pico: BigInt(row['pico'] ?? 0),
    estimatedPico: BigInt(row['estimated_pico'] ?? 0),
    savedPico: BigInt(row['saved_pico'] ?? 0),
  };
}
