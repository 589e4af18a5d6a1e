import { AnswerScim, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { RateLimit } from '../api/rate-limit.ts';
import { isCurrent, secretsOf, SecretText } from '../doors/secrets.ts';
import type { GatewayConfig } from '../gateway.config.ts';
import { Problem } from '../http/problem.ts';
import { refuseScim, SCIM_TYPE } from './scim-error.ts';

const BASE = '/scim/v2';
/** Of a body, bytes: it goes through the broker, which takes messages of 1 MiB. */
const LIMIT = 900 * 1024;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const JSON_TYPE = /^application\/(?:scim\+)?json\s*(?:;\s*charset="?utf-?8"?\s*)?$/i;
/** Their names as RFC 7644 writes them: some clients write them without capitals. */
const PARAMETERS = new Map(
  ['attributes', 'excludedAttributes', 'filter', 'startIndex', 'count', 'sortBy', 'sortOrder'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);
const BEARER = /^Bearer +(\S+) *$/i;

/**
 * The door for directories that push (SCIM 2.0, RFC 7644). It lets in whoever has a token, takes the document apart, and
 * passes it on: what SCIM means is identity's to know. Clients with a token are not limited, as they send many at once.
 */
@Injectable()
export class ScimDoor {
  readonly #tokens: readonly { readonly text: SecretText; readonly until: number | undefined }[];

  constructor(
    private readonly queries: Queries,
    private readonly rateLimit: RateLimit,
    @Inject(CONFIG) config: GatewayConfig,
  ) {
    this.#tokens = secretsOf(config.ARBITER_SCIM_TOKEN, config.ARBITER_SCIM_TOKENS).map(({ secret, until }) => ({
      text: new SecretText(secret),
      until,
    }));
  }

  mount(server: FastifyInstance): void {
    for (const url of [BASE, `${BASE}/*`]) {
      server.route({
        method: [...METHODS],
        url,
        bodyLimit: LIMIT,
        onRequest: (request) => this.#admit(request),
        handler: (request, reply) => this.#answer(request, reply),
        errorHandler: (error, _request, reply) => {
          refuseScim(reply, error);
        },
      });
    }
  }

  /** Whoever guesses tokens is counted by address. */
  async #admit({ headers, ip }: FastifyRequest): Promise<void> {
    if (this.#tokens.length === 0) throw new Problem('no-secret-configured');
    const given = BEARER.exec(headers.authorization ?? '')?.[1];
    if (given !== undefined && this.#tokens.some((token) => isCurrent(token) && token.text.equals(given))) return;
    await this.rateLimit.take(ip);
    throw new Problem('scim-token-required', undefined, {
      'www-authenticate': 'Bearer realm="arbiter"',
    });
  }

  async #answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { status, body, location, etag } = await this.queries.ask(AnswerScim, asked(request));
    void reply
      .code(status)
      .headers({ ...(location !== undefined && { location }), ...(etag !== undefined && { etag }) });
    if (body === undefined) void reply.send();
    else
      void reply
        .type(`${SCIM_TYPE}; charset=utf-8`)
        .send(JSON.stringify(body satisfies ReplyOf<typeof AnswerScim>['body']));
  }
}

function asked(request: FastifyRequest): RequestOf<typeof AnswerScim> {
  const { method, params, query, headers, protocol, host } = request;
  const path = ((params as { '*'?: string })['*'] ?? '').split('/');
  const body = bodyOf(request);
  return {
    method: method as RequestOf<typeof AnswerScim>['method'],
    // One slash at the end is sent by some clients, and means nothing.
    path: path.at(-1) === '' ? path.slice(0, -1) : path,
    query: Object.fromEntries(
      Object.entries(query as Record<string, unknown>).map(([name, value]) => [
        PARAMETERS.get(name.toLowerCase()) ?? name,
        String(Array.isArray(value) ? value.at(-1) : value),
      ]),
    ),
    baseUrl: `${protocol}://${host}${BASE}`,
    ...(body !== undefined && { body }),
    ...(headers['if-match'] !== undefined && { ifMatch: headers['if-match'] }),
    ...(headers['if-none-match'] !== undefined && { ifNoneMatch: headers['if-none-match'] }),
  };
}

function bodyOf({ body, headers }: FastifyRequest): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
  if (!JSON_TYPE.test(headers['content-type'] ?? ''))
    throw new Problem('unsupported-content-type', 'Send application/scim+json or application/json.');
  if (headers['content-encoding'] !== undefined) throw new Problem('unsupported-content-encoding');
  try {
    if (isUtf8(body)) return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    // Said below.
  }
  throw new Problem('invalid-parameters', 'The body is not JSON.');
}
