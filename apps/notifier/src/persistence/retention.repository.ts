import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Deletes what is older than it may become. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** Deletes interventions that were proposed before then, with their deliveries, and debt notes. Answers how many. */
  async forget(before: Date): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const at = [before.toISOString()];
      await transaction.query(
        'delete from delivery where intervention_id in (select id from intervention where proposed_at < $1)',
        at,
      );
      const interventions = await transaction.query('delete from intervention where proposed_at < $1 returning id', at);
      const notes = await transaction.query('delete from debt_note where noted_at < $1 returning journey', at);
      return interventions.length + notes.length;
    });
  }
}
