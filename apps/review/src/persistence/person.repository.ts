import type { JourneyKey, PersonRecord, PersonTraces, WritingTrace } from '@arbiter/contracts';
import { Database, pageOfRecords } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

type Traces = PersonTraces & { readonly writings: readonly WritingTrace[] };

interface WritingRow {
  readonly journey: JourneyKey;
  readonly delivery_id: string;
}

/** What is held of people: what they wrote was read here, and their promises are kept here. */
@Injectable()
export class PersonRepository {
  constructor(private readonly database: Database) {}

  /** What they wrote, in the order of journeys. */
  async writings(personIds: readonly string[], after: string, limit: number): Promise<WritingTrace[]> {
    const rows = await this.database.query<WritingRow>(
      `select journey, min(delivery_id::text) as delivery_id from analysis
       where person->>'id' = any($1::text[]) and journey > $2 group by journey order by journey limit $3`,
      [personIds, after, limit],
    );
    return rows.map(({ journey, delivery_id: deliveryId }) => ({ journey, deliveryId }));
  }

  /**
   * Deletes their promises with everything that became of them, their debt notes, their work, and the reviews of what they
   * wrote. That a text was read stays, without whose it was: it was paid for.
   */
  async erase({ personIds, writings }: Traces): Promise<Record<string, number>> {
    const journeys = writings.map(({ journey }) => journey);
    return this.database.transaction(async (transaction) => {
      const deleted = async (sql: string, parameter: readonly string[]) =>
        (await transaction.query(sql, [parameter])).length;
      return {
        commitments: await deleted(
          `delete from commitment where person->>'id' = any($1::text[]) returning id`,
          personIds,
        ),
        debtNotes: await deleted('delete from debt_note where person_id = any($1::uuid[]) returning id', personIds),
        work: await deleted('delete from work where person_id = any($1::uuid[]) returning journey', personIds),
        removedDebt: await deleted(
          'delete from removed_debt where journey = any($1::text[]) returning journey',
          journeys,
        ),
        reviews: await deleted('delete from review where journey = any($1::text[]) returning id', journeys),
        answers: await deleted('delete from answer where journey = any($1::text[]) returning key', journeys),
        jobs: await deleted(
          'delete from job where key = any($1::text[]) and done_at is not null returning key',
          journeys,
        ),
        readings: await deleted(
          `update analysis set person = null where person->>'id' = any($1::text[]) returning journey`,
          personIds,
        ),
      };
    });
  }

  /** Promises with their steps, and debt notes. */
  async export({ personIds }: Traces, after?: string): Promise<{ records: PersonRecord[]; next: string | null }> {
    return pageOfRecords(
      this.database,
      `select 'commitment' as kind, c.id::text as key, to_jsonb(c) - 'person' || jsonb_build_object('life', to_jsonb(l) - 'words' - 'debt_words', 'steps', (
                select coalesce(jsonb_agg(to_jsonb(s) - 'commitment_id' order by s.revision), '[]')
                from commitment_step s where s.commitment_id = c.id)) as data
       from commitment c left join commitment_life l on l.id = c.id where c.person->>'id' = any($1::text[])
       union all
       select 'debt-note', d.id::text, to_jsonb(d) from debt_note d where d.person_id::text = any($1::text[])`,
      [personIds],
      after,
    );
  }
}
