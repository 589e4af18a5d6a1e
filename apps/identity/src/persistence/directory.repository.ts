import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { Account } from '../accounts/account.ts';
import { lockPeople } from './match.repository.ts';

/** Where people are told of. */
export type Source = 'scim' | 'csv' | 'ldap' | 'google';

/** Somebody as a directory told of them. */
export interface DirectoryUser {
  readonly id: string;
  readonly userName: string;
  /** Whom they were found to be; whoever that person counts as now. */
  readonly personId: string | null;
  readonly active: boolean;
  /** Some of their accounts were another person's when they were looked at last. */
  readonly unsettled: boolean;
  readonly resource: unknown;
  readonly version: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** What a directory tells of somebody now. */
export interface ToldUser {
  readonly userName: string;
  readonly externalId: string | null;
  readonly active: boolean;
  readonly resource: unknown;
}

/** How a directory stands. */
export interface SourceState {
  readonly source: string;
  readonly people: number;
  readonly active: number;
  readonly outcome: 'done' | 'stopped' | null;
  readonly found: number | null;
  readonly leaving: number | null;
  readonly at: Date | null;
}

const USER = `u.id, u.user_name as "userName", coalesce(p.alias_of, p.id) as "personId", u.active, u.unsettled, u.resource, u.version,
              u.created_at as "createdAt", u.changed_at as "changedAt"`;

/** As user names are compared. */
export const userKeyOf = (userName: string): string => userName.normalize('NFC').toLowerCase();

/** What directories tell of people. */
@Injectable()
export class DirectoryRepository {
  constructor(private readonly database: Database) {}

  /** Runs `work` in one transaction, one after the other over all replicas. */
  change<Result>(work: (transaction: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(async (transaction) => {
      await lockPeople(transaction);
      return work(transaction);
    });
  }

  /** Those of the user names that the directory has told of, by their keys. */
  async find(
    source: Source,
    userNames: readonly string[],
    on: Statements = this.database,
  ): Promise<Map<string, DirectoryUser>> {
    const rows = await on.query<DirectoryUser & { readonly key: string }>(
      `select u.user_key as key, ${USER} from directory_user u left join person p on p.id = u.person_id
       where u.source = $1 and u.user_key = any ($2::text[])`,
      [source, userNames.map(userKeyOf)],
    );
    return new Map(rows.map((row) => [row.key, row]));
  }

  /** Everybody whom the directory has told of, in pages by their keys. */
  async page(source: Source, after: string, limit: number, on: Statements = this.database): Promise<DirectoryUser[]> {
    return on.query<DirectoryUser>(
      `select ${USER} from directory_user u left join person p on p.id = u.person_id
       where u.source = $1 and u.user_key > $2 order by u.user_key limit $3`,
      [source, after, limit],
    );
  }

  /** Writes down what is told; answers ids in the order of `users`. Whoever is told of unchanged keeps their version. */
  async put(source: Source, users: readonly ToldUser[], on: Statements): Promise<readonly string[]> {
    const keys = users.map(({ userName }) => userKeyOf(userName));
    const rows = await on.query<{ id: string; key: string }>(
      `with told as (
         select * from unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::jsonb[])
           as t (user_name, user_key, external_id, active, resource)
       ), written as (
         insert into directory_user as u (source, user_name, user_key, external_id, active, resource)
         select $1, * from told
         on conflict (source, user_key) do update
           set user_name = excluded.user_name, external_id = excluded.external_id, active = excluded.active,
               resource = excluded.resource, version = u.version + 1, changed_at = now()
           where u.resource is distinct from excluded.resource or u.active <> excluded.active
         returning u.id, u.user_key
       )
       select id, user_key as key from written
       union all
       select u.id, u.user_key from directory_user u join told t on t.user_key = u.user_key
       where u.source = $1 and u.user_key not in (select user_key from written)`,
      [
        source,
        users.map(({ userName }) => userName),
        keys,
        users.map(({ externalId }) => externalId),
        users.map(({ active }) => active),
        users.map(({ resource }) => JSON.stringify(resource)),
      ],
    );
    const ids = new Map(rows.map(({ id, key }) => [key, id]));
    return keys.map((key) => ids.get(key) ?? '');
  }

  /** Writes down who they were found to be, and whose accounts are somebody else's. */
  async settle(
    people: readonly { readonly userId: string; readonly personId: string; readonly unsettled: boolean }[],
    on: Statements,
  ): Promise<void> {
    await on.query(
      `update directory_user u set person_id = n.person_id, unsettled = n.unsettled
       from unnest($1::uuid[], $2::uuid[], $3::boolean[]) as n (id, person_id, unsettled)
       where u.id = n.id and (u.person_id, u.unsettled) is distinct from (n.person_id, n.unsettled)`,
      [
        people.map(({ userId }) => userId),
        people.map(({ personId }) => personId),
        people.map(({ unsettled }) => unsettled),
      ],
    );
  }

  /** What the directory's users of these people are told of. */
  async ofPeople(source: Source, people: readonly string[], on: Statements): Promise<readonly DirectoryUser[]> {
    return on.query<DirectoryUser>(
      `select ${USER} from directory_user u join person p on p.id = u.person_id
       where u.source = $1 and coalesce(p.alias_of, p.id) = any ($2::uuid[])`,
      [source, people],
    );
  }

  /** Whose accounts are, and who said so. */
  async owners(
    accounts: readonly Account[],
    on: Statements,
  ): Promise<readonly (Account & { readonly personId: string; readonly source: string })[]> {
    return on.query(
      `select distinct a.kind, a.value, coalesce(p.alias_of, p.id) as "personId", coalesce(a.source, 'operator') as source
       from unnest($1::text[], $2::text[]) as wanted (kind, value)
       join account a using (kind, value) join person p on p.id = a.person_id
       where a.evidence = 'directory'`,
      [accounts.map(({ kind }) => kind), accounts.map(({ value }) => value)],
    );
  }

  /** Remembers how the visit of a whole directory ended. */
  async noteVisit(source: Source, outcome: 'done' | 'stopped', found: number, leaving: number): Promise<void> {
    await this.database.query(
      `insert into directory_visit (source, outcome, found, leaving) values ($1, $2, $3, $4)
       on conflict (source) do update
         set outcome = excluded.outcome, found = excluded.found, leaving = excluded.leaving, at = now()`,
      [source, outcome, found, leaving],
    );
  }

  /** Every directory that has told of anybody, or was visited. */
  async sources(): Promise<readonly SourceState[]> {
    return this.database.query<SourceState>(
      `select coalesce(u.source, v.source) as source, coalesce(u.people, 0) as people, coalesce(u.active, 0) as active,
              v.outcome, v.found, v.leaving, v.at
       from (select source, count(*)::int as people, (count(*) filter (where active))::int as active
             from directory_user group by source) u
       full join directory_visit v on v.source = u.source
       order by 1`,
    );
  }
}
