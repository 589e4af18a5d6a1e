import { Injectable } from '@nestjs/common';
import { resourceTypes, schemas, serviceProviderConfig } from './discovery.ts';
import type { ListQuery } from './list.ts';
import { isObject } from './protocol/resource.ts';
import { ScimError } from './protocol/scim-error.ts';
import { notFound, type ScimReply, type ScimRequest } from './request.ts';
import { ScimGroups } from './scim-groups.ts';
import { ScimUsers } from './scim-users.ts';

/** An answer goes through the broker, which takes messages of 1 MiB. */
const MOST_BYTES = 1_000_000;

/** Answers SCIM requests (RFC 7644) that the gateway let in. What is refused is an answer, too. */
@Injectable()
export class AnswerScim {
  constructor(
    private readonly users: ScimUsers,
    private readonly groups: ScimGroups,
  ) {}

  async run(request: ScimRequest): Promise<ScimReply> {
    try {
      const reply = await this.#route(request);
      if (Buffer.byteLength(JSON.stringify(reply)) <= MOST_BYTES) return reply;
      throw new ScimError(400, 'The answer is too large: leave members out by excludedAttributes.', 'tooMany');
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      return { status: error.status, body: error.document };
    }
  }

  async #route(request: ScimRequest): Promise<ScimReply> {
    const { path, baseUrl } = request;
    const [endpoint = '', id, more] = path;
    if (more !== undefined) throw notFound();
    switch (endpoint) {
      case 'Users':
        return resources(request, id, this.users);
      case 'Groups':
        return resources(request, id, this.groups);
      case 'ServiceProviderConfig':
        return discovery(request, id === undefined ? serviceProviderConfig(baseUrl) : undefined);
      case 'ResourceTypes':
        return discovery(request, resourceTypes(baseUrl, id));
      case 'Schemas':
        return discovery(request, schemas(baseUrl, id));
      case 'Me':
      case 'Bulk':
        throw new ScimError(501, 'This is not offered: see ServiceProviderConfig.');
      default:
        throw notFound();
    }
  }
}

const notAllowed = () => new ScimError(405, 'This method is not for this resource.');

type Resources = Pick<ScimUsers, 'list' | 'get' | 'create' | 'replace' | 'change' | 'remove'>;

async function resources(request: ScimRequest, id: string | undefined, room: Resources): Promise<ScimReply> {
  const { method, query, baseUrl } = request;
  if (id === undefined) {
    if (method === 'GET') return { status: 200, body: await room.list(query, baseUrl) };
    if (method === 'POST') return room.create(request);
    throw notAllowed();
  }
  if (id === '.search') {
    if (method === 'POST') return { status: 200, body: await room.list(searchOf(request.body), baseUrl) };
    throw notAllowed();
  }
  switch (method) {
    case 'GET':
      return room.get(request, id);
    case 'PUT':
      return room.replace(request, id);
    case 'PATCH':
      return room.change(request, id);
    case 'DELETE':
      return room.remove(request, id);
    case 'POST':
      throw notAllowed();
  }
}

/** A list that is asked for by a document (RFC 7644, section 3.4.3). */
function searchOf(body: unknown): ListQuery {
  if (!isObject(body)) throw new ScimError(400, 'A search is a JSON object.', 'invalidSyntax');
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      if (Array.isArray(value)) return [[name, value.filter((one) => typeof one === 'string').join(',')]];
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );
}

function discovery({ method, query }: ScimRequest, document: ScimReply['body']): ScimReply {
  if (method !== 'GET') throw notAllowed();
  // RFC 7644, section 4: whoever filters here has misunderstood what there is.
  if (query['filter'] !== undefined) throw new ScimError(403, 'There is no filter for this.');
  if (document === undefined) throw notFound();
  return { status: 200, body: document };
}
