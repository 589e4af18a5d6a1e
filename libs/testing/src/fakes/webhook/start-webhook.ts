import { type IncomingHttpHeaders, type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface WebhookCall {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody's webhook on the loopback. */
export interface WebhookReceiver {
  readonly url: string;
  readonly calls: readonly WebhookCall[];
  /** The next requests are answered so, or taken and then cut off; afterwards with 202 again. */
  answerNext(...answers: readonly (number | 'cut')[]): void;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const calls: WebhookCall[] = [];
  const answers: (number | 'cut')[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      calls.push({ headers: request.headers, body });
      const answer = answers.shift() ?? 202;
      if (answer === 'cut') response.socket?.destroy();
      else response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`,
    calls,
    answerNext: (...next) => {
      answers.push(...next);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
