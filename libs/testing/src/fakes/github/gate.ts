import { createVerify } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './call.ts';
import { Refusal } from './refusal.ts';
import type { GithubWorld } from './world.ts';

/** Who may come in, and how often. */
export class Gate {
  readonly #world: GithubWorld;
  readonly #used = new Map<string, { used: number; until: number }>();
  readonly #written = new Map<string, { used: number; until: number }>();

  constructor(world: GithubWorld) {
    this.#world = world;
  }

  /** Says who asks, by the token. An App's JSON web token is verified with its public key. */
  readonly callerOf = ({ headers }: FastifyRequest): Caller => {
    const token = /^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) throw new Refusal(401, 'Requires authentication');
    const { app, tokens } = this.#world;
    if (app !== undefined && token.split('.').length === 3) {
      verify(token, app.id, app.publicKey);
      return { user: this.#world.user(`${app.slug}[bot]`), as: 'app' };
    }
    const known = tokens.get(token);
    if (known === undefined || (known.until ?? Infinity) < Date.now()) throw new Refusal(401, 'Bad credentials');
    const { user, installation } = known;
    return installation === undefined ? { user, as: 'user' } : { user, as: 'installation', installation };
  };

  /** Counts requests and refuses those beyond the limits, as GitHub does. */
  install(app: FastifyInstance): void {
    app.addHook('onRequest', (request, reply, done) => {
      done(this.#refusalOf(request, reply));
    });
  }

  #refusalOf({ headers, method, url }: FastifyRequest, reply: FastifyReply): Refusal | undefined {
    const who = headers.authorization ?? '';
    const { requests, window, writes, writeWindow, retryAfter } = this.#world.limits;
    const count = take(this.#used, who, window);
    reply.headers({
      'x-ratelimit-limit': String(requests),
      'x-ratelimit-remaining': String(Math.max(0, requests - count.used)),
      'x-ratelimit-used': String(count.used),
      'x-ratelimit-reset': String(Math.ceil(count.until / 1000)),
      'x-ratelimit-resource': 'core',
    });
    if (count.used > requests) return new Refusal(403, 'API rate limit exceeded for user ID 1.');
    if (method === 'GET' || url.endsWith('/access_tokens') || take(this.#written, who, writeWindow).used <= writes)
      return undefined;
    reply.header('retry-after', String(retryAfter));
    return new Refusal(
      403,
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    );
  }

  /** A request that found nothing new costs nothing. */
  readonly giveBack = (authorization: string): void => {
    const count = this.#used.get(authorization);
    if (count !== undefined) count.used--;
  };
}

function take(counts: Map<string, { used: number; until: number }>, who: string, window: number) {
  const now = Date.now();
  const known = counts.get(who);
  const count = known !== undefined && known.until > now ? known : { used: 0, until: now + window };
  count.used++;
  counts.set(who, count);
  return count;
}

function verify(token: string, app: number, publicKey: string): void {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const good = createVerify('RSA-SHA256').update(`${header}.${payload}`).verify(publicKey, signature, 'base64url');
  const { iss, exp, iat } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Readonly<
    Record<string, unknown>
  >;
  const now = Date.now() / 1000;
  if (!good || Number(iss) !== app) throw new Refusal(401, 'A JSON web token could not be decoded');
  if (Number(exp) < now)
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (Number(exp) > now + 600) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  if (Number(iat) > now + 5)
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
}
