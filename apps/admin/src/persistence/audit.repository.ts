import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** What operators changed. */
@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  /** Notes that something is about to be changed; answers the note's id. */
  async begin(who: string | null, action: string, request: unknown): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      'insert into audit (who, action, request) values ($1, $2, $3::jsonb) returning id',
      [who, action, JSON.stringify(request)],
    );
    return row?.id ?? '';
  }

  /** Notes how it ended. */
  async end(id: string, outcome: unknown): Promise<void> {
    await this.database.query('update audit set outcome = $2::jsonb where id = $1', [id, JSON.stringify(outcome)]);
  }
}
