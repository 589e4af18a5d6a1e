import type { PersonRecord, PersonTraces } from '@arbiter/contracts';
import { Database, pageOfRecords } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Tables whose rows are about one person, those that others point to last; and by which column. */
const ABOUT = [
  ['debt_note', 'person_id'],
  ['promise', 'person_id'],
  ['recipient', 'person_id'],
  ['lead', 'person_id'],
  ['safety_feedback', 'person_id'],
  ['delivery', 'recipient_id'],
] as const;

/** What is held of people: what was to be said to them, and how they want to be spoken to. */
@Injectable()
export class PersonRepository {
  constructor(private readonly database: Database) {}

  /** Deletes all of it; of what they decided about others, only who it was. */
  async erase({ personIds }: PersonTraces): Promise<Record<string, number>> {
    return this.database.transaction(async (transaction) => {
      const erased: Record<string, number> = {};
      for (const [table, column] of ABOUT) {
        const rows = await transaction.query(`delete from ${table} where ${column} = any($1::uuid[]) returning 1`, [
          personIds,
        ]);
        erased[table] = rows.length;
      }
      await transaction.query(
        `delete from person_match where person_id = any($1::uuid[]) or into_id = any($1::uuid[])`,
        [personIds],
      );
      await transaction.query(
        `delete from delivery where intervention_id in (select id from intervention where person_id = any($1::uuid[]))`,
        [personIds],
      );
      const interventions = await transaction.query(
        'delete from intervention where person_id = any($1::uuid[]) returning id',
        [personIds],
      );
      await transaction.query('update intervention set decided_by = null where decided_by = any($1::uuid[])', [
        personIds,
      ]);
      return { ...erased, interventions: interventions.length };
    });
  }

  /** Everything that was said or was to be said to them, and their preferences. */
  async export({ personIds }: PersonTraces, after?: string): Promise<{ records: PersonRecord[]; next: string | null }> {
    return pageOfRecords(
      this.database,
      `select 'intervention' as kind, i.id::text as key, to_jsonb(i) || jsonb_build_object('deliveries', (
                select coalesce(jsonb_agg(to_jsonb(d) order by d.due), '[]') from delivery d where d.intervention_id = i.id)) as data
       from intervention i where i.person_id = any($1::uuid[])
       union all select 'debt-note', n.journey || ' ' || n.version, to_jsonb(n) from debt_note n where n.person_id = any($1::uuid[])
       union all select 'preferences', r.person_id::text, to_jsonb(r) from recipient r where r.person_id = any($1::uuid[])
       union all select 'lead', concat_ws(' ', l.scope, l.name, l.person_id), to_jsonb(l) from lead l where l.person_id = any($1::uuid[])
       union all select 'promise', p.commitment_id::text, to_jsonb(p) from promise p where p.person_id = any($1::uuid[])
       union all select 'counts-as-one-person', m.match_id::text, to_jsonb(m) from person_match m
                 where m.person_id = any($1::uuid[]) or m.into_id = any($1::uuid[])
       union all select 'safety-feedback', s.id::text, to_jsonb(s) from safety_feedback s where s.person_id = any($1::uuid[])`,
      [personIds],
      after,
    );
  }
}
