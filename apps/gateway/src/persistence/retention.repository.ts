import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Deletes what is older than it may become. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes the bodies out of deliveries that came before then, and says so; that they came stays, so that a repetition is
   * known as one. What still waits to be relayed keeps its body. Answers how many.
   */
  async forget(before: Date): Promise<number> {
    const rows = await this.database.query(
      `update delivery set body = null, reason = coalesce(reason, 'its body was kept long enough'),
              status = case when status = 'accepted' then 'ignored' else status end
       where received_at < $1 and body is not null and (status <> 'accepted' or relayed_at is not null) returning id`,
      [before.toISOString()],
    );
    return rows.length;
  }
}
