import { setTimeout as delay } from 'node:timers/promises';
import type { Forge } from '@arbiter/contracts';
import { ForgeDown, RateLimited, Unreadable } from '../api/forge.errors.ts';
import { KnownAnswers } from './known-answers.ts';
import { limitedUntil, resetOf } from './limits.ts';
import { type Pace, Pacer } from './pacer.ts';
import { asResponse, type Reply, readReply } from './reply.ts';
import { nameOf, neverConnected, Unanswered } from './unanswered.ts';
import { refusalOf, wordsOf } from './words.ts';

export interface WireRules {
  readonly forge: Forge;
  /** One attempt, milliseconds. */
  readonly timeout: number;
  /** Further attempts of what may be repeated. */
  readonly retries: number;
  /** Longest time that one call waits for a rate limit, milliseconds. */
  readonly maxWait: number;
  readonly pace: Pace;
  /** Which POSTs change nothing when they are repeated, by their path. */
  readonly repeatable: RegExp;
}

/** First pause before another attempt, milliseconds; each further one is twice as long. */
const FIRST_PAUSE = 250;
const MOST_REDIRECTS = 3;

/** How many wires there have been. */
let wires = 0;

/**
 * The one way to a forge with one set of credentials, beneath the SDKs, which all call it as `fetch`: time-outs, repetitions,
 * rate limits, the pace of writes, conditional requests and errors are the same for both.
 */
export class Wire {
  readonly rules: WireRules;
  readonly #known: KnownAnswers;
  /** What one set of credentials was shown is not for the others. */
  readonly #name = ++wires;
  readonly #pacer: Pacer;
  /** Until when nothing is asked, by kind: GitHub counts GraphQL apart. */
  readonly #closed = new Map<string, number>();

  /** @param known may be shared with other wires: it bounds the memory of all of them */
  constructor(rules: WireRules, known = new KnownAnswers()) {
    this.rules = rules;
    this.#known = known;
    this.#pacer = new Pacer(rules.pace);
  }

  /**
   * Sends a request as `fetch` does, and again where that may help. Answers below 400 and 401 come back; the SDKs renew their
   * tokens by the latter.
   * @throws Gone, Forbidden, Invalid, Unreadable, RateLimited, ForgeDown; Unanswered for a write that may have been done
   */
  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const method = (init.method ?? 'GET').toUpperCase();
    const { pathname } = new URL(url);
    const read = method === 'GET' || method === 'HEAD';
    const repeatable = read || method !== 'POST' || this.rules.repeatable.test(pathname);
    const kind = pathname.endsWith('/graphql') ? 'graphql' : 'rest';
    const deadline = Date.now() + this.rules.maxWait;
    for (let failures = 0; ;) {
      await this.#open(kind, deadline, init.signal ?? undefined);
      if (!read && kind === 'rest') await this.#turn(deadline, init.signal ?? undefined);
      const reply = await this.#attempt(url, init).catch((error: unknown) => this.#failed(error, init, repeatable));
      if (reply instanceof Error || reply.status >= 500) {
        const cause = reply instanceof Error ? reply : new Error(`status ${reply.status}`);
        if (!repeatable && !(reply instanceof Error)) throw new Unanswered(cause);
        if (failures >= this.rules.retries) throw new ForgeDown(this.rules.forge, cause);
        await pause(failures++, init.signal ?? undefined);
      } else if (!this.#closes(kind, reply)) {
        if (reply.status >= 400 && reply.status !== 401) throw refusalOf(this.rules.forge, reply);
        return asResponse(reply);
      }
    }
  };

  /** Waits while the forge wants to be left alone. @throws RateLimited if that is too long */
  async #open(kind: string, deadline: number, signal: AbortSignal | undefined): Promise<void> {
    const until = this.#closed.get(kind) ?? 0;
    if (until > deadline) throw new RateLimited(this.rules.forge, new Date(until));
    if (until > Date.now()) await delay(until - Date.now(), undefined, signal && { signal });
  }

  async #turn(deadline: number, signal: AbortSignal | undefined): Promise<void> {
    const { next } = this.#pacer;
    if (next > deadline) throw new RateLimited(this.rules.forge, new Date(next));
    await this.#pacer.turn(signal);
  }

  /** Notes what an answer says of the limits; true: it was nothing but a refusal for them. */
  #closes(kind: string, reply: Reply): boolean {
    const { status, headers } = reply;
    const until = limitedUntil(status, headers, status >= 400 ? wordsOf(reply) : '');
    const closed = until ?? resetOf(headers);
    if (closed !== undefined) this.#closed.set(kind, closed);
    return until !== undefined;
  }

  /** What came instead of an answer, where it may be tried again; else it is thrown. */
  #failed(error: unknown, { signal }: RequestInit, repeatable: boolean): Error {
    if (signal?.aborted === true) throw signal.reason;
    if (error instanceof Unreadable) throw error;
    const cause = new Error(nameOf(error));
    if (!repeatable && !neverConnected(error)) throw new Unanswered(cause);
    return cause;
  }

  async #attempt(url: string, init: RequestInit, redirects = 0): Promise<Reply> {
    const timeout = AbortSignal.timeout(this.rules.timeout);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const headers = new Headers(init.headers);
    const key = `${this.#name} ${headers.get('accept') ?? ''} ${url}`;
    const conditional = (init.method ?? 'GET') === 'GET' && redirects === 0;
    const known = conditional ? this.#known.find(key) : undefined;
    if (known) headers.set('if-none-match', known.etag);
    const response = await fetch(url, { ...init, headers, signal, redirect: 'manual' });
    const reply = await readReply(this.rules.forge, response);
    if (reply.status === 304 && known) return known.reply;
    const location = reply.headers.get('location');
    if (location !== null && [301, 302, 307, 308].includes(reply.status)) {
      return this.#attempt(this.#elsewhere(url, location, redirects), init, redirects + 1);
    }
    if (conditional) this.#known.keep(key, reply);
    return reply;
  }

  /** Repositories move, and the forge says where to; credentials go to no other host than the configured one. */
  #elsewhere(url: string, location: string, redirects: number): string {
    const next = new URL(location, url);
    if (next.origin !== new URL(url).origin) throw new Unreadable(this.rules.forge, 'it leads to another host');
    if (redirects >= MOST_REDIRECTS) throw new Unreadable(this.rules.forge, 'it leads on and on');
    return next.href;
  }
}

const pause = (failures: number, signal: AbortSignal | undefined): Promise<void> =>
  delay(FIRST_PAUSE * 2 ** failures * (0.75 + Math.random() / 2), undefined, signal && { signal });
