import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Deletes what is older than it may become. The audit log is not of it: a chain has no beginning but its first entry. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** Deletes steps that were taken before then, and journeys that have no others; answers how many journeys. */
  async forget(before: Date): Promise<number> {
    const at = [before.toISOString()];
    await this.database.query('delete from step where at < $1', at);
    const rows = await this.database.query(
      'delete from journey j where not exists (select from step s where s.journey = j.id) returning j.id',
    );
    await this.database.query('delete from dead_letter where at < $1', at);
    return rows.length;
  }
}
