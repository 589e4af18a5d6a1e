import type { Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../scim/protocol/resource.ts';
import { userKeyOf } from './directory.repository.ts';

/** A resource as it is kept. */
export interface ScimRow {
  readonly id: string;
  readonly resource: JsonObject;
  readonly version: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** Somebody in a group. */
export interface Membership {
  readonly groupId: string;
  readonly groupName: string;
  readonly userId: string;
  readonly userName: string;
}

/** What a filter demands at any rate: with it few rows have to be looked at. */
export interface Narrow {
  readonly column: 'id' | 'key' | 'external_id';
  readonly value: string;
}

const META = `version, created_at as "createdAt", changed_at as "changedAt"`;
const TABLES = {
  User: { table: 'directory_user', key: 'user_key', resource: 'resource' },
  Group: {
    table: 'directory_group',
    key: 'group_key',
    resource: `jsonb_strip_nulls(jsonb_build_object('displayName', display_name, 'externalId', external_id))`,
  },
} as const;
export type Kind = keyof typeof TABLES;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What SCIM clients keep here: the users and groups of the source `scim`. */
@Injectable()
export class ScimRepository {
  /** Those in question in the order in which they were made, and how many there are in all. */
  async page(
    on: Statements,
    kind: Kind,
    narrow: Narrow | undefined,
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly rows: readonly ScimRow[]; readonly total: number }> {
    const { table, key, resource } = TABLES[kind];
    if (narrow?.column === 'id' && !UUID.test(narrow.value)) return { rows: [], total: 0 };
    const column = narrow?.column === 'key' ? key : narrow?.column;
    const where = column === undefined ? '$1::text is null' : `${column} = $1${column === 'id' ? '::uuid' : ''}`;
    const value = narrow?.column === 'key' ? userKeyOf(narrow.value) : narrow?.value;
    const [count] = await on.query<{ total: number }>(
      `select count(*)::int as total from ${table} where source = 'scim' and ${where}`,
      [value ?? null],
    );
    const rows = await on.query<ScimRow>(
      `select id, ${resource} as resource, ${META} from ${table}
       where source = 'scim' and ${where} order by created_at, id offset $2 limit $3`,
      [value ?? null, offset, limit],
    );
    return { rows, total: count?.total ?? 0 };
  }

  async find(on: Statements, kind: Kind, id: string): Promise<ScimRow | undefined> {
    const { rows } = await this.page(on, kind, { column: 'id', value: id }, { offset: 0, limit: 1 });
    return rows[0];
  }

  /** @returns undefined if somebody has the name already */
  async addUser(on: Statements, userName: string, resource: JsonObject): Promise<ScimRow | undefined> {
    const [row] = await on.query<ScimRow>(
      `insert into directory_user (source, user_name, user_key, external_id, active, resource)
       values ('scim', $1, $2, $3, $4, $5) on conflict do nothing returning id, resource, ${META}`,
      [userName, userKeyOf(userName), resource['externalId'] ?? null, resource['active'] !== false, resource],
    );
    return row;
  }

  /** @returns undefined if somebody else has the name */
  async putUser(on: Statements, id: string, userName: string, resource: JsonObject): Promise<ScimRow | undefined> {
    const [row] = await on.query<ScimRow>(
      `update directory_user u
       set user_name = $2, user_key = $3, external_id = $4, active = $5, resource = $6,
           version = version + 1, changed_at = now()
       where id = $1 and not exists (
         select from directory_user o where o.source = 'scim' and o.user_key = $3 and o.id <> u.id)
       returning id, resource, ${META}`,
      [id, userName, userKeyOf(userName), resource['externalId'] ?? null, resource['active'] !== false, resource],
    );
    return row;
  }

  /** @returns undefined if another group has the name */
  async addGroup(on: Statements, displayName: string, externalId: string | null): Promise<ScimRow | undefined> {
    const [row] = await on.query<ScimRow>(
      `insert into directory_group (source, display_name, group_key, external_id) values ('scim', $1, $2, $3)
       on conflict do nothing returning id, ${TABLES.Group.resource} as resource, ${META}`,
      [displayName, userKeyOf(displayName), externalId],
    );
    return row;
  }

  /** @returns undefined if another group has the name */
  async putGroup(
    on: Statements,
    id: string,
    displayName: string,
    externalId: string | null,
  ): Promise<ScimRow | undefined> {
    const [row] = await on.query<ScimRow>(
      `update directory_group g
       set display_name = $2, group_key = $3, external_id = $4, version = version + 1, changed_at = now()
       where id = $1 and not exists (
         select from directory_group o where o.source = 'scim' and o.group_key = $3 and o.id <> g.id)
       returning id, ${TABLES.Group.resource} as resource, ${META}`,
      [id, displayName, userKeyOf(displayName), externalId],
    );
    return row;
  }

  async remove(on: Statements, kind: Kind, id: string): Promise<void> {
    await on.query(`delete from ${TABLES[kind].table} where id = $1`, [id]);
  }

  /** Who is in which group: of these users, or of these groups. In the order of the groups' names, then of the users'. */
  async memberships(on: Statements, of: Kind, ids: readonly string[]): Promise<readonly Membership[]> {
    if (ids.length === 0) return [];
    return on.query<Membership>(
      `select g.id as "groupId", g.display_name as "groupName", u.id as "userId", u.user_name as "userName"
       from directory_member m join directory_group g on g.id = m.group_id join directory_user u on u.id = m.user_id
       where ${of === 'User' ? 'm.user_id' : 'm.group_id'} = any ($1::uuid[])
       order by g.group_key, u.user_key`,
      [ids],
    );
  }

  /** Those of the ids that are users. */
  async usersAmong(on: Statements, ids: readonly string[]): Promise<readonly string[]> {
    const rows = await on.query<{ id: string }>(
      `select id from directory_user where source = 'scim' and id = any ($1::uuid[])`,
      [ids.filter((id) => UUID.test(id))],
    );
    return rows.map(({ id }) => id);
  }

  async changeMembers(
    on: Statements,
    groupId: string,
    added: readonly string[],
    gone: readonly string[],
  ): Promise<void> {
    await on.query('delete from directory_member where group_id = $1 and user_id = any ($2::uuid[])', [groupId, gone]);
    await on.query(
      `insert into directory_member (group_id, user_id) select $1, id from unnest($2::uuid[]) as u (id)
       on conflict do nothing`,
      [groupId, added],
    );
  }

  /** What is needed to say who users are and where they belong. */
  async people(
    on: Statements,
    ids: readonly string[],
  ): Promise<readonly { readonly id: string; readonly personId: string | null; readonly resource: JsonObject }[]> {
    return on.query(
      `select u.id, coalesce(p.alias_of, p.id) as "personId", u.resource
       from directory_user u left join person p on p.id = u.person_id where u.id = any ($1::uuid[]) order by u.id`,
      [ids],
    );
  }

  /** Somebody is in the directory no more: they belong nowhere from now on. */
  async leave(on: Statements, userId: string): Promise<void> {
    await on.query(
      `update membership m set valid_until = now()
       from directory_user u join person p on p.id = u.person_id
       where u.id = $1 and m.person_id = coalesce(p.alias_of, p.id) and m.valid_until is null`,
      [userId],
    );
  }
}
