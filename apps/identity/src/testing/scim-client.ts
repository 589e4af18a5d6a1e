import { AnswerScim } from '@arbiter/contracts';
import type { JsonObject } from '../scim/protocol/resource.ts';
import type { ScimReply, ScimRequest } from '../scim/request.ts';
import type { IdentityWorld } from './identity-world.ts';

/** An answer whose body is an object. */
export type Answered = Omit<ScimReply, 'body'> & { readonly body: JsonObject };

/** A SCIM client that is past the gateway's door. */
export class ScimClient {
  readonly #world: IdentityWorld;

  constructor(world: IdentityWorld) {
    this.#world = world;
  }

  /** Sends a request as it stands in the clients' own documentation: `PATCH /Users/<id>?attributes=userName`. */
  async send(line: string, body?: unknown, over: Partial<ScimRequest> = {}): Promise<Answered> {
    const [method = '', target = ''] = line.split(/ (.*)/s);
    const [path = '', query = ''] = target.split(/\?(.*)/s);
    const reply = await this.#world.ask(AnswerScim, {
      method: method as ScimRequest['method'],
      path: path.slice(1).split('/'),
      query: Object.fromEntries(new URLSearchParams(query.replaceAll('+', '%2B'))),
      baseUrl: 'https://arbiter.example.org/scim/v2',
      ...(body !== undefined && { body }),
      ...over,
    });
    return { ...reply, body: (reply.body ?? {}) as JsonObject };
  }

  /** Creates a resource and answers its id. */
  async make(endpoint: '/Users' | '/Groups', resource: object): Promise<string> {
    const { body } = await this.send(`POST ${endpoint}`, resource);
    return body['id'] as string;
  }
}

export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const patchOf = (...Operations: object[]) => ({ schemas: [PATCH_OP], Operations });
