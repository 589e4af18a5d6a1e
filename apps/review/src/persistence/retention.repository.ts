import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Deletes what is older than it may become. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** Promises that ended, or were made and never ended, before then, with their steps; debt notes of texts read before then. */
  async deleteCommitments(before: Date): Promise<number> {
    const rows = await this.database.query(
      `with gone as (
         delete from commitment c using commitment_life l
         where l.id = c.id and coalesce(l.ended_at, greatest(l.made_at, l.due_at)) < $1 returning c.id
       ), notes as (
         delete from debt_note d using analysis a
         where a.journey = d.journey and a.digest = d.digest and a.answered_at < $1 returning d.id
       )
       select id from gone union all select id from notes`,
      [before.toISOString()],
    );
    return rows.length;
  }

  /** What may have kept a promise, once no promise can be that old. */
  async deleteWork(before: Date): Promise<number> {
    const rows = await this.database.query(
      `with gone as (delete from removed_debt where seen_at < $1)
       delete from work where done_at < $1 returning journey`,
      [before.toISOString()],
    );
    return rows.length;
  }
}
