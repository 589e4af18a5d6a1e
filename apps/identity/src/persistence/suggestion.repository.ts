import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Account } from '../accounts/account.ts';
import type { Trait } from '../suggest-people/traits.ts';

/** Somebody who shares traits with an unmatched person. */
export interface Likeness extends Account {
  readonly personId: string;
  readonly candidateId: string;
  readonly known: boolean;
  readonly traits: readonly Trait['kind'][];
}

/** A trait that more people share tells nobody apart. */
const COMMON = 20;

/** What suggests who somebody is. */
@Injectable()
export class SuggestionRepository {
  constructor(private readonly database: Database) {}

  /** Who shares traits with these people and was not turned down; each with one of their accounts. */
  async likenesses(people: readonly string[]): Promise<readonly Likeness[]> {
    if (people.length === 0) return [];
    return this.database.query<Likeness>(
      `select l.person_id as "personId", c.id as "candidateId", c.standing = 'known' as known, l.traits, a.kind, a.value
       from (
         select u.person_id, coalesce(q.alias_of, q.id) as candidate_id, array_agg(distinct t.kind) as traits
         from unnest($1::uuid[]) as u (person_id)
         join trait t on t.person_id = u.person_id
         join trait o on o.kind = t.kind and o.key = t.key and o.person_id <> u.person_id
         join person q on q.id = o.person_id
         where (select count(*) from (
                  select from trait x where x.kind = t.kind and x.key = t.key limit $2) as sharing) < $2
         group by 1, 2
       ) l
       join person c on c.id = l.candidate_id
       cross join lateral (
         select kind, value from account where person_id = c.id order by kind <> 'email', kind, value limit 1) a
       where c.kind = 'human' and c.id <> l.person_id and not exists (
         select from rejection r
         where (r.person_id, r.candidate_id) in ((l.person_id, c.id), (c.id, l.person_id)))`,
      [people, COMMON],
    );
  }
}
