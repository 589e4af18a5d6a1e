import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * How Slack answers an incoming webhook, by its own words (docs.slack.dev, "Sending messages using incoming webhooks"):
 * `silent` takes the post and never answers, `cut` takes it and drops the connection.
 */
export type SlackAnswer =
  | 'ok'
  | 'invalid_payload'
  | 'action_prohibited'
  | 'no_service'
  | 'channel_is_archived'
  | 'rate_limited'
  | 'rollup_error'
  | 'silent'
  | 'cut';

const STATUS: Readonly<Record<Exclude<SlackAnswer, 'silent' | 'cut'>, number>> = {
  ok: 200,
  invalid_payload: 400,
  action_prohibited: 403,
  no_service: 404,
  channel_is_archived: 410,
  rate_limited: 429,
  rollup_error: 500,
};

/** Seconds that a rate-limited sender is asked to wait. */
const RETRY_AFTER = 1;

/** A message as it was posted. */
export type SlackPost = Readonly<Record<string, unknown>> & { readonly text: string };

/** Slack's side of an incoming webhook, on the loopback. */
export interface SlackWebhook {
  readonly url: string;
  /** Every post that was understood, answered well or not, in the order of arrival. */
  readonly posts: readonly SlackPost[];
  /** The next posts are answered like this, one after the other; then `ok` again. */
  answerNext(...answers: readonly SlackAnswer[]): void;
  close(): Promise<void>;
}

export async function startSlackWebhook(): Promise<SlackWebhook> {
  const posts: SlackPost[] = [];
  const answers: SlackAnswer[] = [];
  const server = createServer((request, response) => {
    void read(request).then((post) => {
      if (post === undefined) {
        answer(response, 'invalid_payload');
        return;
      }
      posts.push(post);
      answer(response, answers.shift() ?? 'ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/services/T000/B000/secret`,
    posts,
    answerNext: (...next) => {
      answers.push(...next);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<SlackPost | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/json')) return undefined;
  try {
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { text?: unknown } | null;
    return typeof body?.text === 'string' && body.text !== '' ? (body as SlackPost) : undefined;
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, word: SlackAnswer): void {
  if (word === 'silent') return;
  if (word === 'cut') {
    response.socket?.destroy();
    return;
  }
  const headers = word === 'rate_limited' ? { 'retry-after': String(RETRY_AFTER) } : {};
  response.writeHead(STATUS[word], { 'content-type': 'text/html', ...headers }).end(word);
}
