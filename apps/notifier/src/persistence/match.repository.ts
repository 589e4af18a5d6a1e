import type { PersonMatched } from '@arbiter/contracts';
import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Who counts as one person, as identity has told so far. */
@Injectable()
export class MatchRepository {
  constructor(private readonly database: Database) {}

  /** Notes that people are one, or two after all. In whichever order it is told: what was parted stays parted. */
  async note(transaction: Statements, matches: readonly PersonMatched[], parted: boolean): Promise<void> {
    await transaction.query(
      `insert into person_match (match_id, person_id, into_id, parted)
       select distinct on (match_id) match_id, person_id, into_id, $4
       from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as m (match_id, person_id, into_id) order by match_id
       on conflict (match_id) do update set parted = person_match.parted or excluded.parted`,
      [
        matches.map(({ matchId }) => matchId),
        matches.map(({ personId }) => personId),
        matches.map(({ intoId }) => intoId),
        parted,
      ],
    );
  }

  /** These ids and all others of the same people, in order. */
  async idsOf(people: readonly string[], statements: Statements = this.database): Promise<readonly string[]> {
    const rows = await statements.query<{ readonly id: string }>(
      `with recursive one (id) as (
         select unnest($1::uuid[])
         union
         select case when m.person_id = one.id then m.into_id else m.person_id end
         from one join person_match m on not m.parted and (m.person_id = one.id or m.into_id = one.id)
       )
       select id from one order by id`,
      [people],
    );
    return rows.map(({ id }) => id);
  }
}
