import type { CommitmentState, CommitmentView, PromiseSums } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

type Row = Omit<CommitmentView, 'dueAt' | 'madeAt' | 'steps'> & {
  readonly due_at: Date | null;
  readonly made_at: string;
  readonly steps: CommitmentView['steps'] | null;
  readonly total: number;
};

/** Counts by state, with how many people stand behind them. */
export interface GroupRow {
  readonly department: string;
  readonly people: number;
  readonly sums: Omit<PromiseSums, 'reliability'>;
  readonly risks: Readonly<Record<string, number>>;
}

const STEPS = `(select json_agg(json_build_object('revision', s.revision, 'kind', s.kind, 'at', to_char(s.at at time zone 'UTC',
    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', s.actor, 'reason', s.reason, 'evidence', s.evidence, 'risk', s.risk,
    'deadline', s.deadline) order by s.revision) from commitment_step s where s.commitment_id = l.id)`;

/** The states that count: what was found, but waits for a human, does not. */
const SUMS = `json_build_object(
    'open', count(*) filter (where l.state = 'open' and not l.ambiguous), 'kept', count(*) filter (where l.state = 'kept'),
    'broken', count(*) filter (where l.state = 'broken'),
    'withdrawn', count(*) filter (where l.state in ('withdrawn', 'superseded', 'expired', 'disputed')))`;

/** Promises for those who made them, and sums of them. */
@Injectable()
export class OwnCommitmentsRepository {
  constructor(private readonly database: Database) {}

  /** Somebody's own, newest first. */
  async list(
    personIds: readonly string[],
    filter: { readonly state?: CommitmentState | undefined; readonly id?: string; readonly limit: number },
  ): Promise<{ items: CommitmentView[]; total: number }> {
    const rows = await this.database.query<Row>(
      `select l.id as "commitmentId", c.source, c.quote, coalesce(l.what, c.what) as what, l.deadline, l.due_at, c.made_at,
              c.confidence, l.ambiguous, l.state, l.risk, ${STEPS} as steps, (count(*) over ())::int as total
       from commitment_life l join commitment c on c.id = l.id
       where l.person_id = any($1::uuid[]) and ($2::text is null or l.state = $2) and ($3::uuid is null or l.id = $3)
       order by l.made_at desc, l.id limit $4`,
      [personIds, filter.state ?? null, filter.id ?? null, filter.limit],
    );
    return { items: rows.map(toView), total: rows[0]?.total ?? 0 };
  }

  /** Sums over one person's. */
  async sumsOf(personIds: readonly string[]): Promise<Pick<GroupRow, 'sums' | 'risks'>> {
    const [row] = await this.database.query<Pick<GroupRow, 'sums'>>(
      `select ${SUMS} as sums from commitment_life l where l.person_id = any($1::uuid[])`,
      [personIds],
    );
    const risks = await this.database.query<{ level: string; count: number }>(
      `select l.risk->>'level' as level, count(*)::int as count from commitment_life l
       where l.person_id = any($1::uuid[]) and l.state = 'open' and l.risk is not null group by 1 order by 1`,
      [personIds],
    );
    return {
      sums: row?.sums ?? { open: 0, kept: 0, broken: 0, withdrawn: 0 },
      risks: Object.fromEntries(risks.map(({ level, count }) => [level, count])),
    };
  }

  /** Sums by department, with how many people stand behind each; promises of nobody and of no department are left out. */
  async groups(): Promise<GroupRow[]> {
    return this.database.query<GroupRow>(
      `select l.department, count(distinct l.person_id)::int as people, ${SUMS} as sums,
              json_build_object('high', count(*) filter (where l.state = 'open' and l.risk->>'level' = 'high'),
                'critical', count(*) filter (where l.state = 'open' and l.risk->>'level' = 'critical')) as risks
       from commitment_life l where l.person_id is not null and l.department is not null
       group by l.department order by l.department`,
    );
  }

  /** How many people there are in departments, each once. */
  async people(): Promise<number> {
    const [row] = await this.database.query<{ people: number }>(
      'select count(distinct person_id)::int as people from commitment_life where person_id is not null and department is not null',
    );
    return row?.people ?? 0;
  }
}

const toView = ({ due_at, made_at, steps, total: _, ...row }: Row): CommitmentView => ({
  ...row,
  dueAt: due_at?.toISOString() ?? null,
  madeAt: made_at,
  steps: steps ?? [],
});
