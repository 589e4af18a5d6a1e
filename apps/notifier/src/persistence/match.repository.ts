import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

/** Who counts as one person, as identity has told so far. */
@Injectable()
export class MatchRepository {
  constructor(private readonly database: Database) {}

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
