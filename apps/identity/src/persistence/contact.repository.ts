import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { AccountKind } from '../accounts/account.ts';
import type { Membership } from '../resolve-people/membership.ts';

/** Where a person can be reached, and where they work and worked. */
export interface ContactRow {
  readonly personId: string;
  readonly slackId: string | null;
  readonly email: string | null;
  readonly memberships: readonly Membership[];
}

/** One way to name a person: an account, or `person` with an id. */
export interface Wanted {
  readonly kind: AccountKind | 'person';
  readonly value: string;
}

/** Where people can be reached. */
@Injectable()
export class ContactRepository {
  constructor(private readonly database: Database) {}

  /**
   * The contacts of whoever is named, under the place of each in `wanted`; nobody's place is left out. Whoever turned out
   * to be somebody else answers as that one. What somebody has said of an account ranks before what was seen.
   */
  async find(wanted: readonly Wanted[]): Promise<ReadonlyMap<number, ContactRow>> {
    const rows = await this.database.query<ContactRow & { readonly place: number }>(
      `with wanted as (
         select * from unnest($1::text[], $2::text[]) with ordinality as w (kind, value, place)
       ), named as (
         select w.place, coalesce(p.alias_of, p.id) as id
         from wanted w
         left join account a on a.kind = w.kind and a.value = w.value
         join person p on p.id = case when w.kind = 'person' then w.value::uuid else a.person_id end
       ), owned as (
         select n.id, a.kind, a.value, row_number() over (
                  partition by n.id, a.kind order by (a.evidence = 'directory') desc, a.linked_at desc, a.value) as rank
         from (select distinct id from named) n
         join person p on p.id = n.id or p.alias_of = n.id
         join account a on a.person_id = p.id
         where a.kind in ('slack', 'email')
       )
       select n.place::int - 1 as place, n.id as "personId",
              (select value from owned o where o.id = n.id and o.kind = 'slack' and o.rank = 1) as "slackId",
              (select value from owned o where o.id = n.id and o.kind = 'email' and o.rank = 1) as email,
              coalesce((select json_agg(json_build_object('team', m.team, 'department', m.department,
                                        'from', m.valid_from, 'until', m.valid_until) order by m.number)
                        from membership m where m.person_id = n.id), '[]') as memberships
       from named n`,
      [wanted.map(({ kind }) => kind), wanted.map(({ value }) => value)],
    );
    return new Map(rows.map(({ place, ...row }) => [place, row]));
  }
}
