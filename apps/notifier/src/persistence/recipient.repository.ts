import { type Preferences, Tone } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Said } from '../rules/cooling-off.ts';
import { type Voice, latestConsent, latestWords } from '../rules/one-voice.ts';
import { MatchRepository } from './match.repository.ts';

/** A recipient as everything that concerns them is decided. */
export interface RecipientRecord {
  readonly preferences: Preferences;
  readonly gentleUntil: Date | undefined;
  /** Whether the person lets leads hear when they are in distress. */
  readonly leadsMayKnow: boolean;
  /** What was said to them, or may have been, in the order of time. */
  readonly said: readonly Said[];
}

interface RecipientRow extends Voice {
  readonly gentleUntil: Date | null;
}

interface SaidRow {
  readonly tone: string;
  readonly at: Date;
  readonly certain: boolean;
}

/** More are not needed to know the last three in a row, and when the last one was. */
const REMEMBERED = 50;

/** How people want to be spoken to, and what was said to them: under whichever of their ids. */
@Injectable()
export class RecipientRepository {
  constructor(
    private readonly database: Database,
    private readonly matches: MatchRepository,
  ) {}

  /**
   * Whatever is decided about a person is decided under the person's lock, until the transaction ends: no two couriers
   * write to the same person at once, and no promise is kept between the last look and the note that it is being sent.
   * Several locks are taken in one order, so that they cannot meet crosswise. Answers all ids of the people: those who
   * turned out to be theirs while the locks were waited for are locked as well.
   */
  async lock(transaction: Statements, people: readonly string[]): Promise<readonly string[]> {
    const locked = new Set<string>();
    for (;;) {
      const ids = await this.matches.idsOf(people, transaction);
      const open = ids.filter((id) => !locked.has(id));
      if (open.length === 0) return ids;
      for (const id of open) {
        await transaction.query(`select pg_advisory_xact_lock(hashtextextended($1, 5))`, [`notifier/${id}`]);
        locked.add(id);
      }
    }
  }

  /** @param personId any id of the person; several where identity knows already what nobody has told here */
  async find(personId: string | readonly string[], statements: Statements = this.database): Promise<RecipientRecord> {
    const ids = await this.matches.idsOf([personId].flat(), statements);
    const rows = await statements.query<RecipientRow>(
      `select preferences, said_at as "saidAt", gentle_until as "gentleUntil", leads_may_know as "leadsMayKnow",
              leads_may_know_at as "leadsMayKnowAt" from recipient
       where person_id = any ($1::uuid[]) order by person_id`,
      [ids],
    );
    const said = await statements.query<SaidRow>(
      `select tone, sending_since as at, state = 'delivered' as certain from delivery
       where coalesce(sent_to, recipient_id) = any ($1::uuid[]) and role = 'message' and state in ('sending', 'delivered', 'unknown')
       order by sending_since desc, id desc limit ${String(REMEMBERED)}`,
      [ids],
    );
    return {
      preferences: latestWords(rows),
      leadsMayKnow: latestConsent(rows),
      gentleUntil: rows
        .flatMap(({ gentleUntil }) => gentleUntil ?? [])
        .reduce<Date | undefined>((last, one) => (last !== undefined && last > one ? last : one), undefined),
      said: said.map(({ tone, at, certain }) => ({ tone: Tone.parse(tone), at, certain })).toReversed(),
    };
  }

  /** Changes what is given and leaves the rest; answers all of it. */
  async change(personId: string, preferences: Preferences, at: Date): Promise<Preferences> {
    const saidAt = Object.fromEntries(Object.keys(preferences).map((name) => [name, at.toISOString()]));
    await this.database.query(
      `insert into recipient (person_id, preferences, said_at) values ($1, $2::jsonb, $3::jsonb)
       on conflict (person_id) do update set preferences = recipient.preferences || excluded.preferences,
                                             said_at = recipient.said_at || excluded.said_at`,
      [personId, JSON.stringify(preferences), JSON.stringify(saidAt)],
    );
    return (await this.find(personId)).preferences;
  }

  /** The person says whether leads may hear when they are in distress. */
  async consent(transaction: Statements, personId: string, leadsMayKnow: boolean, at: Date): Promise<void> {
    await transaction.query(
      `insert into recipient (person_id, leads_may_know, leads_may_know_at) values ($1, $2, $3)
       on conflict (person_id) do update set leads_may_know = excluded.leads_may_know,
                                             leads_may_know_at = excluded.leads_may_know_at`,
      [personId, leadsMayKnow, at],
    );
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
