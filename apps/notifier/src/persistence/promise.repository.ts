import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Decided } from '../rules/acceptance.ts';

export type PromiseState = 'open' | 'broken' | 'kept' | 'withdrawn';

/** A step in a promise's life, as far as it matters here. */
export interface PromiseStep {
  readonly commitmentId: string;
  readonly personId: string | null;
  readonly revision: number;
  readonly state: PromiseState;
  /** Whether its danger is worth a message. */
  readonly grave: boolean;
}

/** A promise as something is decided about it. */
export interface PromiseRecord {
  readonly state: PromiseState;
  readonly excused: boolean;
  /** Reminders of it that the person has got, or may have got. */
  readonly reminders: number;
  /** A reminder was approved and is not sent yet. */
  readonly underWay: boolean;
}

/** How promises stand. */
@Injectable()
export class PromiseRepository {
  constructor(private readonly database: Database) {}

  /** Notes a step; one that is older than what is known changes nothing. Answers whether the promise stands as it says. */
  async note(
    transaction: Statements,
    { commitmentId, personId, revision, state, grave }: PromiseStep,
  ): Promise<boolean> {
    await transaction.query(
      `insert into promise (commitment_id, person_id, revision, state, grave) values ($1, $2, $3, $4, $5)
       on conflict (commitment_id) do update set revision = excluded.revision, state = excluded.state,
                                                  grave = excluded.grave, noted_at = now()
       where promise.revision < excluded.revision`,
      [commitmentId, personId, revision, state, grave],
    );
    const standing = await transaction.query(
      'select from promise where commitment_id = $1 and revision = $2 and state = $3',
      [commitmentId, revision, state],
    );
    return standing.length > 0;
  }

  async find(transaction: Statements, commitmentId: string): Promise<PromiseRecord> {
    const [row] = await transaction.query<PromiseRecord>(
      `with sent as (
         select d.state from delivery d join intervention i on i.id = d.intervention_id
         where i.commitment_id = $1 and d.role = 'message' and i.reason <> 'promise-kept'
       )
       select coalesce(p.state, 'open') as state, coalesce(p.excused, false) as excused,
              (select count(*)::int from sent where state in ('sending', 'delivered', 'unknown')) as reminders,
              exists (select from sent where state = 'pending') as "underWay"
       from (values ($1::uuid)) as asked (id) left join promise p on p.commitment_id = asked.id`,
      [commitmentId],
    );
    return row ?? { state: 'open', excused: false, reminders: 0, underWay: false };
  }

  /** The person with these ids has a good reason for being late with this promise, or with all that are open. */
  async excuse(ids: readonly string[], commitmentId: string | undefined): Promise<void> {
    await this.database.query(
      `update promise set excused = true
       where person_id = any ($1::uuid[]) and state in ('open', 'broken') and ($2::uuid is null or commitment_id = $2)`,
      [ids, commitmentId ?? null],
    );
  }

  /** A lead says that it was not broken. */
  async restore(transaction: Statements, commitmentId: string): Promise<void> {
    await transaction.query(`update promise set state = 'open' where commitment_id = $1 and state = 'broken'`, [
      commitmentId,
    ]);
  }

  /** What leads of a department have decided so far. */
  async decided(department: string | null, statements: Statements = this.database): Promise<Decided> {
    const [row] = await statements.query<Decided>(
      `select count(*) filter (where state = 'accepted')::int as accepted,
              count(*) filter (where state = 'modified')::int as modified,
              count(*) filter (where state = 'rejected')::int as rejected
       from intervention where decided_by is not null and department is not distinct from $1`,
      [department],
    );
    return row ?? { accepted: 0, modified: 0, rejected: 0 };
  }

  /** The same for every department that has decided anything. */
  allDecided(): Promise<(Decided & { readonly department: string })[]> {
    return this.database.query(
      `select coalesce(department, '') as department,
              count(*) filter (where state = 'accepted')::int as accepted,
              count(*) filter (where state = 'modified')::int as modified,
              count(*) filter (where state = 'rejected')::int as rejected
       from intervention where decided_by is not null group by 1 order by 1`,
    );
  }
}
