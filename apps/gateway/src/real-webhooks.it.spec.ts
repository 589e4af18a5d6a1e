import { BODY_CHUNK, ReadDeliveryBody } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Ground, prepareGround, type RunningGateway } from './harness/running-gateway.ts';
import { SECRETS } from './harness/secrets.ts';
import { type Answered, githubHeaders, gitlabHeaders, post, pushBody, signature } from './harness/senders.ts';

interface Examples {
  readonly name: string;
  readonly examples: readonly object[];
}

const require = createRequire(import.meta.url);
const HOSTS = ['api.github.com', 'ghes-31', 'ghes-33', 'ghes-35'];
const FOLLOWED = new Set(['push', 'pull_request', 'issue_comment', 'pull_request_review_comment']);
const gitlab = new URL('../../../libs/forge/fixtures/gitlab/', import.meta.url);

describe('real webhooks', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run();
  });
  afterAll(() => ground.close());

  it.each(HOSTS)('of %s all get the right answer', async (host) => {
    for (const { name, examples } of require(`@octokit/webhooks-examples/${host}/index.json`) as Examples[]) {
      for (const example of examples) {
        const body = JSON.stringify(example);
        const answer = await post(
          `${gateway.url}/webhooks/github`,
          body,
          githubHeaders(body, { 'x-github-event': name }),
        );
        const mayPass = FOLLOWED.has(name) ? ['accepted', 'ignored'] : ['ignored'];
        expect([name, answer.status, mayPass.includes(String(answer.body.status))]).toEqual([name, 202, true]);
      }
    }
  });

  it('of GitLab all get the right answer', async () => {
    for (const file of readdirSync(gitlab).filter((name) => name.endsWith('.json'))) {
      for (const event of [
        'Push Hook',
        'Tag Push Hook',
        'Merge Request Hook',
        'Note Hook',
        'System Hook',
        'Job Hook',
      ]) {
        const answer = await post(
          `${gateway.url}/webhooks/gitlab`,
          readFileSync(new URL(file, gitlab)),
          gitlabHeaders({ 'x-gitlab-event': event }),
        );
        expect([file, event, answer.status]).toEqual([file, event, 202]);
      }
    }
  });

  describe('of the API', () => {
    const key = { 'x-api-key': SECRETS.apiKey, 'content-type': 'application/json' };
    const send = (path: string, body: unknown, headers: Record<string, string> = key): Promise<Answered> =>
      post(`${gateway.url}${path}`, typeof body === 'string' ? body : JSON.stringify(body), headers);

    it('are taken from GitHub with the key as their secret', async () => {
      const body = pushBody();
      const headers = githubHeaders(body, { 'x-hub-signature-256': signature(body, SECRETS.apiKey) });
      expect((await send('/api/v1/ingest/git', body, headers)).body.status).toBe('accepted');
      expect((await send('/api/v1/ingest/git', body, githubHeaders(body))).status).toBe(401);
    });

    it('are taken as commit messages and raw texts with the key', async () => {
      const message = { author_email: 'a@b.c', message: 'I will do it by Friday' };
      expect((await send('/api/v1/ingest/git', message)).body.status).toBe('accepted');
      expect((await send('/api/v1/ingest/git', message)).body.status).toBe('duplicate');
      expect((await send('/api/v1/ingest/git', message, { ...key, 'idempotency-key': '2' })).body.status).toBe(
        'accepted',
      );
      expect((await send('/api/v1/ingest/raw', { user_id: 'u', raw_text: 'done' })).body.status).toBe('accepted');
      expect((await send('/api/v1/ingest/raw', { user_id: 'u' })).body.status).toBe('quarantined');
      expect(
        (await send('/api/v1/ingest/raw', { user_id: 'u', raw_text: 'x' }, { 'content-type': 'application/json' }))
          .status,
      ).toBe(401);
    });

    it('are taken as query parameters', async () => {
      const ask = async (query: string) =>
        fetch(`${gateway.url}/api/v1/ingest/raw${query}`, { method: 'POST', headers: { 'x-api-key': SECRETS.apiKey } });
      expect(await (await ask('?user_id=u&raw_text=I%20will%20%C3%BC')).json()).toMatchObject({ status: 'accepted' });
      expect((await ask('')).status).toBe(400);
    });
  });

  it.each(['json', 'form'])('that are too large to travel are read in pieces (%s)', async (format) => {
    const document = pushBody({ filler: 'ü'.repeat(600_000) });
    const body = format === 'json' ? document : `payload=${encodeURIComponent(document)}`;
    const type = format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
    const { delivery = '' } = (
      await post(`${gateway.url}/webhooks/github`, body, githubHeaders(body, { 'content-type': type }))
    ).body;
    const pieces: Buffer[] = [];
    let total = 1;
    for (let offset = 0; offset < total; offset += BODY_CHUNK) {
      const reply = await gateway.app.get(Queries).ask(ReadDeliveryBody, { deliveryId: delivery, offset });
      if (!reply.found) throw new Error('not found');
      pieces.push(Buffer.from(reply.chunk, 'base64'));
      total = reply.totalBytes;
    }
    expect(Buffer.concat(pieces).toString()).toBe(document);
  });
});
