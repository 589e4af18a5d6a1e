import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';

export type ParticipationState = 'in' | 'out' | 'left';

/** What has been said about one participant: `person <id>`, `repository <forge>/<id>`, `channel <name>`. */
export type Said = ReadonlyMap<string, ParticipationState>;

/** Who and what takes part, and who may look. */
@Injectable()
export class ParticipationRepository {
  constructor(private readonly database: Database) {}

  /**
   * Everything that was said. It is little: most say nothing. What people said under one id holds for all that are theirs, and
   * of several words the mildest: whoever is out under any of them is out.
   */
  async all(): Promise<Said> {
    const rows = await this.database.query<{ participant: string; state: ParticipationState }>(
      `select kind || ' ' || key as participant, state, state = 'in' as mild from participation
       union
       select 'person ' || other.person_id, p.state, p.state = 'in'
       from participation p join one_person one on p.kind = 'person' and p.key = one.person_id::text
       join one_person other using (as_id)
       order by mild desc`,
    );
    return new Map(rows.map(({ participant, state }) => [participant, state]));
  }

  async set(kind: string, keys: readonly string[], state: ParticipationState): Promise<void> {
    await this.database.query(
      `insert into participation (kind, key, state) select $1, unnest($2::text[]), $3
       on conflict (kind, key) do update set state = excluded.state, changed_at = now()`,
      [kind, keys, state],
    );
  }

  /** Lets a viewer look until then, or no longer. */
  async allow(personIds: readonly string[], viewer: string, until: string | null): Promise<void> {
    if (until === null) {
      await this.database.query('delete from viewing_grant where person_id = any($1::uuid[]) and viewer = $2', [
        personIds,
        viewer,
      ]);
      return;
    }
    await this.database.query(
      `insert into viewing_grant (person_id, viewer, until) select unnest($1::uuid[]), $2, $3
       on conflict (person_id, viewer) do update set until = excluded.until`,
      [personIds, viewer, until],
    );
  }

  async allows(personIds: readonly string[], viewer: string): Promise<boolean> {
    const rows = await this.database.query(
      'select from viewing_grant where person_id = any($1::uuid[]) and viewer = $2 and until > now()',
      [personIds, viewer],
    );
    return rows.length > 0;
  }
}
