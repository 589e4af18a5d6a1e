import { createHmac, randomUUID } from 'node:crypto';

/** Where a fake forge tells what happens, and how it proves to be itself. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

/** One delivery, and what came back: the status, 0 for none. */
export interface Delivered {
  readonly event: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly status: number;
}

/** Tells a webhook what happened, each thing once, as the real ones do. */
export class Announcer {
  readonly delivered: Delivered[] = [];
  readonly #webhook: Webhook | undefined;
  readonly #headers: (webhook: Webhook, event: string, body: string) => Readonly<Record<string, string>>;
  #last: Promise<void> = Promise.resolve();

  constructor(
    webhook: Webhook | undefined,
    headers: (webhook: Webhook, event: string, body: string) => Readonly<Record<string, string>>,
  ) {
    this.#webhook = webhook;
    this.#headers = headers;
  }

  /** In the order of happening; nobody waits for it. */
  announce(event: string, body: Readonly<Record<string, unknown>>): void {
    const webhook = this.#webhook;
    if (webhook === undefined) return;
    const text = JSON.stringify(body);
    this.#last = this.#last.then(async () => {
      const headers = { 'content-type': 'application/json', ...this.#headers(webhook, event, text) };
      const status = await fetch(webhook.url, { method: 'POST', headers, body: text }).then(
        (response) => response.status,
        () => 0,
      );
      this.delivered.push({ event, body, status });
    });
  }

  /** Resolves when all that was announced is delivered, or was refused. */
  settled(): Promise<void> {
    return this.#last;
  }
}

/** GitHub's headers: a signature over the bytes. */
export const githubHeaders = ({ secret }: Webhook, event: string, body: string): Readonly<Record<string, string>> => ({
  'user-agent': 'GitHub-Hookshot/fake',
  'x-github-event': event,
  'x-github-delivery': randomUUID(),
  'x-github-hook-id': '1',
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

/** GitLab's headers: the secret itself. */
export const gitlabHeaders = ({ secret }: Webhook, event: string): Readonly<Record<string, string>> => {
  const id = randomUUID();
  return {
    'user-agent': 'GitLab/fake',
    'x-gitlab-event': event,
    'x-gitlab-event-uuid': id,
    'x-gitlab-webhook-uuid': '00000000-0000-4000-8000-000000000001',
    'idempotency-key': id,
    'x-gitlab-token': secret,
  };
};
