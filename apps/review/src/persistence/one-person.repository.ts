import type { PersonMatched } from '@arbiter/contracts';
import { Database, noteMatches, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** All ids of the people in the first parameter: as a subquery. */
export const IDS_OF = `select unnest($1::uuid[]) union
  select other.person_id from one_person one join one_person other using (as_id) where one.person_id = any($1::uuid[])`;

/** Who counts as one person, as identity has told so far. */
@Injectable()
export class OnePersonRepository {
  constructor(private readonly database: Database) {}

  /**
   * Notes that people are one, or two after all, and answers everybody whom that may concern. In whichever order it is told:
   * what was parted stays parted.
   */
  async note(matches: readonly PersonMatched[], parted: boolean): Promise<string[]> {
    return this.database.transaction(async (transaction) => {
      // One after the other: what follows from all matches together is written down by whoever comes last.
      await transaction.query('lock table person_match in share row exclusive mode');
      await noteMatches(transaction, matches, parted);
      return this.#conclude(transaction, [...new Set(matches.flatMap(({ personId, intoId }) => [personId, intoId]))]);
    });
  }

  /** By which id people are known here: of those that count as somebody else, too. */
  async asOne(people: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (people.length === 0) return new Map();
    const rows = await this.database.query<{ person_id: string; as_id: string }>(
      'select person_id, as_id from one_person where person_id = any($1::uuid[])',
      [people],
    );
    return new Map(rows.map(({ person_id, as_id }) => [person_id, as_id]));
  }

  /** Writes down who is one with whom now, for these people and all that were one with them. */
  async #conclude(transaction: Statements, people: readonly string[]): Promise<string[]> {
    const concerned = await transaction.query<{ id: string }>(
      `with recursive met (id) as (
         select unnest($1::uuid[])
         union
         select case when m.person_id = met.id then m.into_id else m.person_id end
         from met join person_match m on m.person_id = met.id or m.into_id = met.id
       )
       select id from met order by id`,
      [people],
    );
    const ids = concerned.map(({ id }) => id);
    await transaction.query('delete from one_person where person_id = any($1::uuid[])', [ids]);
    await transaction.query(
      `with recursive one (person_id, id) as (
         select id, id from unnest($1::uuid[]) as m (id)
         union
         select one.person_id, case when m.person_id = one.id then m.into_id else m.person_id end
         from one join person_match m on not m.parted and (m.person_id = one.id or m.into_id = one.id)
       )
       insert into one_person (person_id, as_id)
       select person_id, min(id::text)::uuid from one group by person_id having count(*) > 1`,
      [ids],
    );
    return ids;
  }
}
