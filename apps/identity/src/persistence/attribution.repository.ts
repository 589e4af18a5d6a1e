import type { ReplyOf, CountPeople, ListUnmatched, RequestOf } from '@arbiter/contracts';
import { Database, adding } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { AccountKind } from '../accounts/account.ts';

/** One person's part in a commit. */
export interface Contribution {
  readonly forge: string;
  readonly repositoryId: string;
  readonly sha: string;
  /** 0 is the author, the others are co-authors in the message's order. */
  readonly position: number;
  readonly personId: string;
}

/** A provisional person with the account they stand for. */
export interface Unmatched {
  readonly personId: string;
  readonly kind: AccountKind;
  readonly value: string;
  readonly commits: number;
  readonly since: Date;
}

/** Who made which commit. */
@Injectable()
export class AttributionRepository {
  constructor(private readonly database: Database) {}

  /** Adds what is new: one statement, however many. */
  async add(contributions: readonly Contribution[]): Promise<void> {
    if (contributions.length === 0) return;
    await adding((onConflict) =>
      this.database.query(
        `insert into attribution (forge, repository_id, sha, position, person_id)
       select forge, repository_id, decode(sha, 'hex'), position, person_id
       from unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::uuid[])
         as c (forge, repository_id, sha, position, person_id)
       -- In one order everywhere: two replicas with the same commits wait for each other instead of locking up.
       order by forge, repository_id, sha, position
       ${onConflict}`,
        [
          contributions.map(({ forge }) => forge),
          contributions.map(({ repositoryId }) => repositoryId),
          contributions.map(({ sha }) => sha),
          contributions.map(({ position }) => position),
          contributions.map(({ personId }) => personId),
        ],
      ),
    );
  }

  /** People behind the commits of a repository, or of all; whoever turned out to be somebody else counts as them. */
  async countPeople(where: RequestOf<typeof CountPeople>): Promise<ReplyOf<typeof CountPeople>> {
    const [counts] = await this.database.query<ReplyOf<typeof CountPeople>>(
      `select count(*) filter (where p.kind = 'human')::int as people,
              count(*) filter (where p.kind = 'bot')::int as bots,
              count(*) filter (where p.kind = 'human' and p.standing = 'provisional')::int as unmatched
       from person p
       where p.id in (
         select coalesce(q.alias_of, q.id)
         from (select distinct person_id from attribution
               where ($1::text is null or forge = $1) and ($2::text is null or repository_id = $2)) t
         join person q on q.id = t.person_id)`,
      [where.forge ?? null, where.repositoryId ?? null],
    );
    return counts ?? { people: 0, bots: 0, unmatched: 0 };
  }

  /** Provisional people, those with the most commits first, and how many there are in all. */
  async unmatched({ limit }: RequestOf<typeof ListUnmatched>): Promise<{ items: Unmatched[]; total: number }> {
    const rows = await this.database.query<Unmatched & { total: number }>(
      `select p.id as "personId", a.kind, a.value, coalesce(t.commits, 0) as commits, p.first_seen_at as since,
              count(*) over ()::int as total
       from person p
       cross join lateral (select kind, value from account where person_id = p.id order by kind, value limit 1) a
       left join (select coalesce(q.alias_of, q.id) as person_id, count(*)::int as commits
                  from attribution b join person q on q.id = b.person_id group by 1) t
         on t.person_id = p.id
       where p.standing = 'provisional' and p.alias_of is null
       order by commits desc, p.id
       limit $1`,
      [limit],
    );
    return { items: rows, total: rows[0]?.total ?? 0 };
  }
}
