import { type LeadScope, LeadScope as Scope } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { LeadOf } from '../rules/approval.ts';

/** A lead, and of what. */
export interface Lead {
  readonly scope: LeadScope;
  readonly personId: string;
}

interface LeadRow {
  readonly scope: string;
  readonly name: string;
  readonly personId: string;
}

/** Where a person works. */
export interface Place {
  readonly team: string | null;
  readonly department: string | null;
}

/** Who leads what. */
@Injectable()
export class LeadRepository {
  constructor(private readonly database: Database) {}

  async all(): Promise<readonly Lead[]> {
    const rows = await this.database.query<LeadRow>(
      'select scope, name, person_id as "personId" from lead order by scope, name, person_id',
    );
    return rows.map(({ scope, name, personId }) => ({ scope: Scope.parse({ type: scope, name }), personId }));
  }

  /** Everybody who leads whoever works there. */
  of({ team, department }: Place, statements: Statements = this.database): Promise<LeadOf[]> {
    return statements.query<LeadOf>(
      `select scope, person_id as "personId" from lead
       where (scope = 'team' and name = $1) or (scope = 'department' and name = $2) or scope = 'organization'`,
      [team, department],
    );
  }

  /** Replaces the leads of each scope that is named. */
  async replace(scopes: readonly LeadScope[], leads: readonly Lead[]): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await transaction.query(
        `delete from lead using unnest($1::text[], $2::text[]) as s (scope, name)
         where lead.scope = s.scope and lead.name = s.name`,
        [scopes.map(({ type }) => type), scopes.map(({ name }) => name)],
      );
      await transaction.query(
        `insert into lead (scope, name, person_id) select * from unnest($1::text[], $2::text[], $3::uuid[])
         on conflict do nothing`,
        [
          leads.map(({ scope }) => scope.type),
          leads.map(({ scope }) => scope.name),
          leads.map(({ personId }) => personId),
        ],
      );
    });
  }
}
