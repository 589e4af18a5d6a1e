import { Database, type Statements } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { AnnounceMatches } from '../match-people/announce-matches.ts';
import { DirectoryRepository } from '../persistence/directory.repository.ts';
import { ScimRepository, type ScimRow } from '../persistence/scim.repository.ts';
import { list, type ListQuery } from './list.ts';
import { normalizeResource, requireAll } from './protocol/normalize.ts';
import { patch } from './protocol/patch.ts';
import { isWanted, project, readWanted } from './protocol/project.ts';
import { field, isObject, type JsonObject, valuesOf } from './protocol/resource.ts';
import { GROUPS } from './protocol/schemas.ts';
import { badValue, ScimError } from './protocol/scim-error.ts';
import { groupOf, versionOf } from './represent.ts';
import { checkVersion, hasSeen, notFound, type ScimReply, type ScimRequest } from './request.ts';
import { ScimUsers } from './scim-users.ts';

const taken = () => new ScimError(409, 'Another group has this displayName.', 'uniqueness');

/** The groups of SCIM clients: teams and departments. Where people belong changes with them. */
@Injectable()
export class ScimGroups {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryRepository,
    private readonly repository: ScimRepository,
    private readonly users: ScimUsers,
    private readonly announce: AnnounceMatches,
  ) {}

  list(query: ListQuery, baseUrl: string): Promise<JsonObject> {
    return list(query, GROUPS, async (narrow, window, looksAt) => {
      const { rows, total } = await this.repository.page(this.database, 'Group', narrow, window);
      return { resources: await this.#represent(rows, baseUrl, looksAt('members'), this.database), total };
    });
  }

  async get(request: ScimRequest, id: string): Promise<ScimReply> {
    const row = await this.repository.find(this.database, 'Group', id);
    if (!row) throw notFound();
    if (hasSeen(request, row)) return { status: 304, etag: versionOf(row) };
    return this.#answer(200, row, request, this.database);
  }

  async create(request: ScimRequest): Promise<ScimReply> {
    const resource = normalizeResource(request.body, GROUPS);
    requireAll(resource, GROUPS);
    return this.#change(async (on) => {
      const row = await this.repository.addGroup(on, nameOf(resource), externalIdOf(resource));
      if (!row) throw taken();
      await this.#setMembers(row.id, [], resource, on, false);
      return this.#answer(201, row, request, on);
    });
  }

  replace(request: ScimRequest, id: string): Promise<ScimReply> {
    return this.#put(request, id, () => normalizeResource(request.body, GROUPS));
  }

  /** Answers 204, as the members of a group may be many, unless attributes are asked for (RFC 7644, section 3.5.2). */
  async change(request: ScimRequest, id: string): Promise<ScimReply> {
    const reply = await this.#put(request, id, (resource) => patch(resource, request.body, GROUPS));
    const { body: _, status: __, ...others } = reply;
    return request.query['attributes'] === undefined ? { ...others, status: 204 } : reply;
  }

  remove(request: ScimRequest, id: string): Promise<ScimReply> {
    return this.#change(async (on) => {
      const row = await this.repository.find(on, 'Group', id);
      if (!row) throw notFound();
      checkVersion(request, row);
      const members = await this.#members(id, on);
      await this.repository.remove(on, 'Group', id);
      await this.users.take(members, on);
      return { status: 204 };
    });
  }

  #put(request: ScimRequest, id: string, change: (resource: JsonObject) => JsonObject): Promise<ScimReply> {
    return this.#change(async (on) => {
      const before = await this.repository.find(on, 'Group', id);
      if (!before) throw notFound();
      checkVersion(request, before);
      const members = await this.#members(id, on);
      const values = members.map((value) => ({ value, type: 'User' }));
      const resource = change({ ...before.resource, ...(values.length > 0 && { members: values }) });
      requireAll(resource, GROUPS);
      const row = await this.repository.putGroup(on, id, nameOf(resource), externalIdOf(resource));
      if (!row) throw taken();
      await this.#setMembers(id, members, resource, on, nameOf(before.resource) !== nameOf(resource));
      return this.#answer(200, row, request, on);
    });
  }

  async #change(work: (on: Statements) => Promise<ScimReply>): Promise<ScimReply> {
    const reply = await this.directory.change(work);
    await this.announce.run();
    return reply;
  }

  /** @throws ScimError invalidValue for members who are nobody */
  async #setMembers(
    id: string,
    before: readonly string[],
    resource: JsonObject,
    on: Statements,
    renamed: boolean,
  ): Promise<void> {
    const wanted = valuesOf(field(resource, 'members')).map((member) => (isObject(member) ? member['value'] : member));
    const after = new Set(wanted.map((value) => (typeof value === 'string' ? value.toLowerCase() : '')));
    const added = [...after].filter((member) => !before.includes(member));
    const gone = before.filter((member) => !after.has(member));
    if ((await this.repository.usersAmong(on, added)).length < added.length) {
      throw badValue('A member is none of the users.');
    }
    await this.repository.changeMembers(on, id, added, gone);
    await this.users.take(renamed ? [...new Set([...before, ...after])] : [...added, ...gone], on);
  }

  async #members(id: string, on: Statements): Promise<readonly string[]> {
    return (await this.repository.memberships(on, 'Group', [id])).map(({ userId }) => userId);
  }

  async #answer(status: number, row: ScimRow, { query, baseUrl }: ScimRequest, on: Statements): Promise<ScimReply> {
    const wanted = readWanted(query, GROUPS);
    const [resource] = await this.#represent([row], baseUrl, isWanted('members', wanted), on);
    return {
      status,
      body: resource && project(resource, wanted),
      etag: versionOf(row),
      location: `${baseUrl}/Groups/${row.id}`,
    };
  }

  async #represent(
    rows: readonly ScimRow[],
    baseUrl: string,
    withMembers: boolean,
    on: Statements,
  ): Promise<JsonObject[]> {
    const memberships = withMembers
      ? await this.repository.memberships(
          on,
          'Group',
          rows.map(({ id }) => id),
        )
      : [];
    const members = Map.groupBy(memberships, ({ groupId }) => groupId);
    return rows.map((row) => groupOf(row, members.get(row.id), baseUrl));
  }
}

const nameOf = ({ displayName }: JsonObject): string => (typeof displayName === 'string' ? displayName : '');
const externalIdOf = ({ externalId }: JsonObject): string | null =>
  typeof externalId === 'string' ? externalId : null;
