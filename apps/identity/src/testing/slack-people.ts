import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Member {
  readonly id: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly profile: { readonly email?: string };
}

/** `users.list` and `users.lookupByEmail` as Slack answers them, also when it is asked too much. */
export class SlackPeople {
  members: readonly Member[] = [];
  /** The methods that were asked, in their order. */
  readonly asked: string[] = [];
  /** Answers 429 with this many seconds while it is set. */
  retryAfter: number | undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      request.on('end', () => {
        const method = (request.url ?? '').split('/').at(-1) ?? '';
        this.asked.push(method);
        const limited = this.retryAfter === undefined ? {} : { 'retry-after': String(this.retryAfter) };
        response.writeHead(this.retryAfter === undefined ? 200 : 429, {
          'content-type': 'application/json',
          ...limited,
        });
        response.end(JSON.stringify(this.#answer(method, new URLSearchParams(body))));
      });
    });
  }

  static async start(): Promise<SlackPeople> {
    const slack = new SlackPeople();
    await new Promise<void>((resolve) => slack.#server.listen(0, '127.0.0.1', resolve));
    return slack;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/api/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(method: string, parameters: URLSearchParams): object {
    if (this.retryAfter !== undefined) return { ok: false, error: 'ratelimited' };
    if (method === 'users.lookupByEmail') {
      const user = this.members.find(({ profile }) => profile.email === parameters.get('email'));
      return user ? { ok: true, user } : { ok: false, error: 'users_not_found' };
    }
    const from = Number(parameters.get('cursor') ?? 0);
    const size = Number(parameters.get('limit'));
    const next = from + size < this.members.length ? String(from + size) : '';
    const members = this.members.slice(from, from + size);
    return { ok: true, members, response_metadata: { next_cursor: next } };
  }
}
