import type { AdminDeadLetter, JourneyKey } from '@arbiter/contracts';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { journeyId } from '../keep-journal/digest.ts';

/** What became of a dead letter. */
export type Settled = 'replayed' | 'dropped';

/** Which letters: some, or those of a service, or all. */
export interface LetterFilter {
  readonly ids?: readonly number[] | undefined;
  readonly service?: string | undefined;
}

interface LetterRow {
  readonly id: string;
  readonly service: string;
  readonly subject: string;
  readonly event_id: string;
  readonly keys: string[];
  readonly error: string;
  readonly attempts: number;
  readonly at: Date;
  readonly trace: string | null;
}

const OPEN = `settled is null and ($1::text is null or service = $1) and ($2::bigint[] is null or id = any($2))`;

/** The journal's own copy of the dead letters, without what they hold. */
@Injectable()
export class DeadLetterRepository {
  constructor(private readonly database: Database) {}

  /** Place of the newest letter that is known; 0 for none. */
  async newest(): Promise<number> {
    const [row] = await this.database.query<{ id: string }>('select coalesce(max(id), 0) as id from dead_letter');
    return Number(row?.id ?? 0);
  }

  /** Stores those that are new. */
  async store(letters: readonly AdminDeadLetter[]): Promise<void> {
    for (const letter of letters) {
      await this.database.query(
        `insert into dead_letter (id, service, subject, event_id, error, attempts, at, trace, journeys, keys)
         values ($1, $2, $3, $4, $5, $6, $7, nullif($8, '')::uuid, $9, $10) on conflict do nothing`,
        [
          letter.id,
          letter.service,
          letter.subject,
          letter.eventId,
          letter.error,
          letter.attempts,
          letter.time,
          letter.traceId,
          letter.journeys.map((key) => journeyId(key as JourneyKey)),
          letter.journeys,
        ],
      );
    }
  }

  /** Letters that wait for the operator, newest first. */
  async list(filter: LetterFilter, limit: number, beforeId: number | undefined): Promise<AdminDeadLetter[]> {
    const rows = await this.database.query<LetterRow>(
      `select id, service, subject, event_id, keys, error, attempts, at, trace from dead_letter
       where ${OPEN} and ($3::bigint is null or id < $3) order by id desc limit $4`,
      [filter.service ?? null, filter.ids ?? null, beforeId ?? null, limit],
    );
    return rows.map(toLetter);
  }

  /** How many wait for the operator. */
  async count(filter: LetterFilter): Promise<number> {
    const [row] = await this.database.query<{ count: string }>(`select count(*) from dead_letter where ${OPEN}`, [
      filter.service ?? null,
      filter.ids ?? null,
    ]);
    return Number(row?.count ?? 0);
  }

  /** The ids of those that wait, oldest first: the order in which they are driven again. */
  async ids(filter: LetterFilter): Promise<number[]> {
    const rows = await this.database.query<{ id: string }>(`select id from dead_letter where ${OPEN} order by id`, [
      filter.service ?? null,
      filter.ids ?? null,
    ]);
    return rows.map(({ id }) => Number(id));
  }

  async settle(id: number, settled: Settled): Promise<void> {
    await this.database.query('update dead_letter set settled = $2 where id = $1', [id, settled]);
  }
}

const toLetter = (row: LetterRow): AdminDeadLetter => ({
  id: Number(row.id),
  service: row.service,
  subject: row.subject,
  eventId: row.event_id,
  journeys: row.keys,
  error: row.error,
  attempts: row.attempts,
  time: row.at.toISOString(),
  traceId: row.trace?.replaceAll('-', '') ?? '',
});
