import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Empties what is older than it may become. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** Empties the words of commits and changes that came before then; what they are stays. Answers how many. */
  async forget(before: Date): Promise<number> {
    const commits = await this.database.query(
      `update commit set message = '' where ingested_at < $1 and message <> '' returning sha`,
      [before.toISOString()],
    );
    const changes = await this.database.query(
      `update change set title = '' where received_at < $1 and title <> '' returning number`,
      [before.toISOString()],
    );
    return commits.length + changes.length;
  }
}
