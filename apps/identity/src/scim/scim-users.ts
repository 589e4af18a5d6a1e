import type { Statements } from '@arbiter/persistence';
import { Database } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { TakePeople } from '../directory/take-people.ts';
import { AnnounceMatches } from '../match-people/announce-matches.ts';
import { DirectoryRepository } from '../persistence/directory.repository.ts';
import { type ScimRow, ScimRepository } from '../persistence/scim.repository.ts';
import { list, type ListQuery } from './list.ts';
import { normalizeResource, requireAll } from './protocol/normalize.ts';
import { patch } from './protocol/patch.ts';
import { project, readWanted, type Wanted } from './protocol/project.ts';
import type { JsonObject } from './protocol/resource.ts';
import { USERS } from './protocol/schemas.ts';
import { badValue, ScimError } from './protocol/scim-error.ts';
import { userOf, versionOf } from './represent.ts';
import { checkVersion, hasSeen, notFound, type ScimReply, type ScimRequest } from './request.ts';
import { scimEntry } from './scim-entry.ts';

const taken = () => new ScimError(409, 'Another user has this userName.', 'uniqueness');

/** The users of SCIM clients (RFC 7644, section 3). */
@Injectable()
export class ScimUsers {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryRepository,
    private readonly repository: ScimRepository,
    private readonly takePeople: TakePeople,
    private readonly announce: AnnounceMatches,
  ) {}

  list(query: ListQuery, baseUrl: string): Promise<JsonObject> {
    return list(query, USERS, async (narrow, window, looksAt) => {
      const { rows, total } = await this.repository.page(this.database, 'User', narrow, window);
      return { resources: await this.#represent(rows, baseUrl, looksAt('groups'), this.database), total };
    });
  }

  async get(request: ScimRequest, id: string): Promise<ScimReply> {
    const row = await this.repository.find(this.database, 'User', id);
    if (!row) throw notFound();
    if (hasSeen(request, row)) return { status: 304, etag: versionOf(row) };
    return this.#answer(200, row, request, this.database);
  }

  async create(request: ScimRequest): Promise<ScimReply> {
    const resource = { active: true, ...normalizeResource(request.body, USERS) };
    const userName = nameOf(resource);
    return this.#change(async (on) => {
      const row = await this.repository.addUser(on, userName, resource);
      if (!row) throw taken();
      await this.#take([row.id], on);
      return this.#answer(201, row, request, on);
    });
  }

  /** Puts a resource in place of what is there. Whether somebody is active stays where nothing is said about it. */
  replace(request: ScimRequest, id: string): Promise<ScimReply> {
    return this.#put(request, id, ({ active = true }) => ({ active, ...normalizeResource(request.body, USERS) }));
  }

  change(request: ScimRequest, id: string): Promise<ScimReply> {
    return this.#put(request, id, (resource) => patch(resource, request.body, USERS));
  }

  /** Takes a user out of the directory. The person stays, with everything that they did. */
  remove(request: ScimRequest, id: string): Promise<ScimReply> {
    return this.#change(async (on) => {
      const row = await this.repository.find(on, 'User', id);
      if (!row) throw notFound();
      checkVersion(request, row);
      await this.repository.leave(on, id);
      await this.repository.remove(on, 'User', id);
      return { status: 204 };
    });
  }

  /** Says who users are and where they belong, by what is told of them and their groups. */
  async take(ids: readonly string[], on: Statements): Promise<void> {
    await this.#take(ids, on);
  }

  #put(request: ScimRequest, id: string, change: (resource: JsonObject) => JsonObject): Promise<ScimReply> {
    return this.#change(async (on) => {
      const before = await this.repository.find(on, 'User', id);
      if (!before) throw notFound();
      checkVersion(request, before);
      const resource = change(before.resource);
      const row = await this.repository.putUser(on, id, nameOf(resource), resource);
      if (!row) throw taken();
      await this.#take([id], on);
      return this.#answer(200, row, request, on);
    });
  }

  async #change(work: (on: Statements) => Promise<ScimReply>): Promise<ScimReply> {
    const reply = await this.directory.change(work);
    await this.announce.run();
    return reply;
  }

  async #take(ids: readonly string[], on: Statements): Promise<void> {
    const people = await this.repository.people(on, ids);
    const groups = Map.groupBy(await this.repository.memberships(on, 'User', ids), ({ userId }) => userId);
    const entries = people.map(({ id, personId, resource }) => ({
      userId: id,
      personId,
      entry: scimEntry(
        resource,
        (groups.get(id) ?? []).map(({ groupName }) => groupName),
      ),
    }));
    await this.takePeople.run('scim', entries, (resource) => scimEntry(resource as JsonObject, []), on);
  }

  async #answer(status: number, row: ScimRow, { query, baseUrl }: ScimRequest, on: Statements): Promise<ScimReply> {
    const wanted: Wanted = readWanted(query, USERS);
    const [resource] = await this.#represent([row], baseUrl, true, on);
    return {
      status,
      body: resource && project(resource, wanted),
      etag: versionOf(row),
      location: `${baseUrl}/Users/${row.id}`,
    };
  }

  async #represent(
    rows: readonly ScimRow[],
    baseUrl: string,
    withGroups: boolean,
    on: Statements,
  ): Promise<JsonObject[]> {
    const memberships = withGroups
      ? await this.repository.memberships(
          on,
          'User',
          rows.map(({ id }) => id),
        )
      : [];
    const groups = Map.groupBy(memberships, ({ userId }) => userId);
    return rows.map((row) => userOf(row, groups.get(row.id), baseUrl));
  }
}

/** @throws ScimError invalidValue */
function nameOf(resource: JsonObject): string {
  requireAll(resource, USERS);
  const { userName } = resource;
  if (typeof userName !== 'string' || userName.length > 255) throw badValue('userName has at most 255 characters.');
  return userName;
}
