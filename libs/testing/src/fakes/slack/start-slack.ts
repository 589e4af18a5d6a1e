import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Faults, type SlackFault } from './faults.ts';
import { type Arguments, METHODS, Refused } from './methods.ts';
import { Person, type SlackApp } from './person.ts';
import { type SlackMessage, type SlackUser, Workspace } from './workspace.ts';

export interface SlackOptions {
  readonly token?: string;
  readonly signingSecret?: string;
  readonly port?: number;
  /** Where the app takes events and interactions: `http://127.0.0.1:8000`. May be said later. */
  readonly app?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Messages that one conversation takes a second; Slack's own is one. 0: no limit. */
  readonly perSecond?: number;
  /** Answers what is not the web API: for people to look at. */
  readonly page?: (request: IncomingMessage, response: ServerResponse, slack: Slack) => Promise<void>;
}

/** One call of the web API, as it came. */
export interface SlackCall {
  readonly method: string;
  readonly given: Arguments;
  /** Slack's word, `ok`, or the fault that was asked for. */
  readonly outcome: string;
}

const RETRY_AFTER = 1;

/** Slack on the loopback: as strict as Slack about tokens, conversations, blocks and limits, and as unreliable as asked. */
export class Slack {
  readonly workspace = new Workspace();
  readonly calls: SlackCall[] = [];
  readonly app: SlackApp;
  readonly #faults = new Faults();
  readonly #options: SlackOptions;
  readonly #token: string;
  readonly #sent = new Map<string, number[]>();
  #server: Server | undefined;

  constructor(options: SlackOptions) {
    this.#options = options;
    this.#token = options.token ?? 'xoxb-fake';
    this.app = { url: options.app ?? '', signingSecret: options.signingSecret ?? 'slack-signing-secret' };
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server?.address() as AddressInfo).port)}/`;
  }

  /** What SLACK_BOT_TOKEN and ARBITER_SLACK_API_URL have to be. */
  get environment(): { readonly SLACK_BOT_TOKEN: string; readonly ARBITER_SLACK_API_URL: string } {
    return { SLACK_BOT_TOKEN: this.#token, ARBITER_SLACK_API_URL: `${this.url}api/` };
  }

  /** Adds somebody, and answers what they can do. */
  join(user: SlackUser): Person {
    this.workspace.users.set(user.id, user);
    return new Person(this.workspace, user, this.app, () => this.now());
  }

  /** The next calls of a method end like this, one after the other. */
  fail(method: string, ...faults: readonly SlackFault[]): void {
    this.#faults.add(method, faults);
  }

  now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#options.port ?? 0, '127.0.0.1', resolve));
    return this;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, method] = /^\/api\/([\w.]+)$/.exec(request.url ?? '') ?? [];
    if (method === undefined) {
      if (this.#options.page) return this.#options.page(request, response, this);
      response.writeHead(404).end();
      return;
    }
    const given = await argumentsOf(request);
    const fault = this.#faults.take(method);
    const outcome = await this.#perform(method, given, request, response, fault);
    this.calls.push({ method, given, outcome });
  }

  async #perform(
    method: string,
    given: Arguments,
    request: IncomingMessage,
    response: ServerResponse,
    fault: SlackFault | undefined,
  ): Promise<string> {
    if (fault === 'ratelimited' || this.#isTooMuch(method, given)) return tellToWait(response);
    if (fault === 'http_500') return end(response, 500, 'Internal Server Error', 'http_500');
    if (fault === 'lost') return drop(response, 'lost');
    if (typeof fault === 'object' && 'answer' in fault) return answer(response, { ok: false, error: fault.answer });
    if (typeof fault === 'object') {
      drop(response, 'late');
      await delay(fault.late);
    }
    const result = this.#call(method, given, request.headers.authorization);
    if (fault === 'cut') return drop(response, 'cut');
    if (fault === 'silent') return 'silent';
    return typeof fault === 'object' ? 'late' : answer(response, result);
  }

  #call(method: string, given: Arguments, authorization: string | undefined): Readonly<Record<string, unknown>> {
    const token = authorization?.replace(/^Bearer /, '') ?? given['token'];
    if (token === undefined) return { ok: false, error: 'not_authed' };
    if (token !== this.#token) return { ok: false, error: 'invalid_auth' };
    const run = METHODS[method];
    if (run === undefined) return { ok: false, error: 'unknown_method' };
    try {
      return { ok: true, ...run(this.workspace, given, this.now()) };
    } catch (error) {
      if (error instanceof Refused) return { ok: false, error: error.message };
      throw error;
    }
  }

  /** One message a second for each conversation: docs.slack.dev, "Rate limits". */
  #isTooMuch(method: string, given: Arguments): boolean {
    const most = this.#options.perSecond ?? 0;
    if (method !== 'chat.postMessage' || most === 0) return false;
    const channel = String(given['channel']);
    const sent = (this.#sent.get(channel) ?? []).filter((at) => at > this.now() - 1_000);
    if (sent.length < most) sent.push(this.now());
    else return true;
    this.#sent.set(channel, sent);
    return false;
  }
}

/** Starts a workspace. */
export const startSlack = (options: SlackOptions = {}): Promise<Slack> => new Slack(options).start();

export type { SlackMessage };

async function argumentsOf(request: IncomingMessage): Promise<Arguments> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body) as Arguments;
  return Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, valueOf(name, value)]));
}

/** In a form, what is not a text stands as JSON. */
const STRUCTURED = new Set(['blocks', 'metadata', 'view', 'attachments']);
const valueOf = (name: string, value: string): unknown => (STRUCTURED.has(name) ? JSON.parse(value) : value);

function answer(response: ServerResponse, result: Readonly<Record<string, unknown>>): string {
  end(response, 200, JSON.stringify(result), '');
  return result['ok'] === true ? 'ok' : String(result['error']);
}

function tellToWait(response: ServerResponse): string {
  response.setHeader('retry-after', String(RETRY_AFTER));
  return end(response, 429, JSON.stringify({ ok: false, error: 'ratelimited' }), 'ratelimited');
}

function end(response: ServerResponse, status: number, body: string, outcome: string): string {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body);
  return outcome;
}

function drop(response: ServerResponse, outcome: string): string {
  response.socket?.destroy();
  return outcome;
}
