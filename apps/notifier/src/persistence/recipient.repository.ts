import { type Preferences, Tone } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Said } from '../rules/cooling-off.ts';

/** A recipient as everything that concerns them is decided. */
export interface RecipientRecord {
  readonly preferences: Preferences;
  readonly gentleUntil: Date | undefined;
  /** What was said to them, or may have been, in the order of time. */
  readonly said: readonly Said[];
}

interface RecipientRow {
  readonly preferences: Preferences | null;
  readonly gentleUntil: Date | null;
}

interface SaidRow {
  readonly tone: string;
  readonly at: Date;
  readonly certain: boolean;
}

/** More are not needed to know the last three in a row, and when the last one was. */
const REMEMBERED = 50;

/** How people want to be spoken to, and what was said to them. */
@Injectable()
export class RecipientRepository {
  constructor(private readonly database: Database) {}

  /**
   * Whatever is decided about a person is decided under the person's lock, until the transaction ends: no two couriers
   * write to the same person at once, and no promise is kept between the last look and the note that it is being sent.
   * Several locks are taken in one order, so that they cannot meet crosswise.
   */
  async lock(transaction: Statements, people: readonly string[]): Promise<void> {
    for (const person of [...new Set(people)].toSorted()) {
      await transaction.query(`select pg_advisory_xact_lock(hashtextextended($1, 5))`, [`notifier/${person}`]);
    }
  }

  async find(personId: string, statements: Statements = this.database): Promise<RecipientRecord> {
    const [row] = await statements.query<RecipientRow>(
      'select preferences, gentle_until as "gentleUntil" from recipient where person_id = $1',
      [personId],
    );
    const said = await statements.query<SaidRow>(
      `select tone, sending_since as at, state = 'delivered' as certain from delivery
       where recipient_id = $1 and role = 'message' and state in ('sending', 'delivered', 'unknown')
       order by sending_since desc, id desc limit ${String(REMEMBERED)}`,
      [personId],
    );
    return {
      preferences: row?.preferences ?? {},
      gentleUntil: row?.gentleUntil ?? undefined,
      said: said.map(({ tone, at, certain }) => ({ tone: Tone.parse(tone), at, certain })).toReversed(),
    };
  }

  /** Changes what is given and leaves the rest; answers all of it. */
  async change(personId: string, preferences: Preferences): Promise<Preferences> {
    const [row] = await this.database.query<{ readonly preferences: Preferences }>(
      `insert into recipient (person_id, preferences) values ($1, $2::jsonb)
       on conflict (person_id) do update set preferences = recipient.preferences || excluded.preferences
       returning preferences`,
      [personId, JSON.stringify(preferences)],
    );
    return row?.preferences ?? preferences;
  }

  /** Only kind words until then, unless they last longer already. */
  async beGentle(personId: string, until: Date): Promise<void> {
    await this.database.query(
      `insert into recipient (person_id, gentle_until) values ($1, $2)
       on conflict (person_id) do update set gentle_until = greatest(recipient.gentle_until, excluded.gentle_until)`,
      [personId, until],
    );
  }
}
