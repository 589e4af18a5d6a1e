import { createHmac, randomUUID } from 'node:crypto';
import { SECRETS } from './secrets.ts';

export type Headers = Record<string, string>;

/** What a door answered. */
export interface Answered {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly body: { delivery?: string; status?: string | number; reason?: string; code?: string; detail?: string };
}

export const signature = (body: string | Buffer, secret: string = SECRETS.github): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** A well-formed GitHub delivery's headers; what is undefined is left out. */
export function githubHeaders(body: string | Buffer, changes: Record<string, string | undefined> = {}): Headers {
  return defined({
    'content-type': 'application/json',
    'x-hub-signature-256': signature(body),
    'x-github-event': 'push',
    'x-github-delivery': randomUUID(),
    'x-github-hook-id': '1234',
    ...changes,
  });
}

export function gitlabHeaders(changes: Record<string, string | undefined> = {}): Headers {
  return defined({
    'content-type': 'application/json',
    'x-gitlab-token': SECRETS.gitlab,
    'x-gitlab-event': 'Push Hook',
    'x-gitlab-webhook-uuid': randomUUID(),
    'idempotency-key': randomUUID(),
    ...changes,
  });
}

function defined(headers: Record<string, string | undefined>): Headers {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

export async function post(url: string, body: string | Buffer, headers: Headers): Promise<Answered> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answered['body'] };
}

/** A push of one commit; each call makes another. */
export function pushBody(changes: Record<string, unknown> = {}): string {
  const sha = randomUUID().replaceAll('-', '').padEnd(40, '0');
  const person = { name: 'Mona', email: 'mona@example.com', username: 'mona' };
  return JSON.stringify({
    ref: 'refs/heads/main',
    before: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
    after: sha,
    created: false,
    deleted: false,
    forced: false,
    commits: [
      { id: sha, message: 'Fix it', timestamp: '2026-05-15T15:19:25+02:00', author: person, committer: person },
    ],
    repository: { id: 186853002, full_name: 'acme/hello', name: 'hello' },
    pusher: { name: 'mona' },
    ...changes,
  });
}
