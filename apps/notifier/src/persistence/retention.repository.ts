import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Deletes what is older than it may become. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Deletes interventions that were proposed before then, with their deliveries; promises that nobody has told of since,
   * debt notes, and feedback. Answers how many.
   */
  async forget(before: Date): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const at = [before.toISOString()];
      await transaction.query(
        'delete from delivery where intervention_id in (select id from intervention where proposed_at < $1)',
        at,
      );
      const interventions = await transaction.query('delete from intervention where proposed_at < $1 returning id', at);
      const notes = await transaction.query('delete from debt_note where noted_at < $1 returning journey', at);
      const promises = await transaction.query('delete from promise where noted_at < $1 returning commitment_id', at);
      const feedback = await transaction.query('delete from safety_feedback where given_at < $1 returning id', at);
      return interventions.length + notes.length + promises.length + feedback.length;
    });
  }
}
