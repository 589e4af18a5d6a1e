import { expect } from '@jest/globals';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { ConfigError, loadConfig } from '@arbiter/service';
import { Webhook } from 'standardwebhooks';
import { gatewayConfig } from '../../gateway.config.ts';
import { exchange, requestText } from '../raw-http.ts';
import { SECRETS } from '../secrets.ts';
import { githubHeaders, gitlabHeaders, type Headers, post, pushBody, signature } from '../senders.ts';
import { gitlabPush } from '../gitlab-push.ts';
import { type Cases, expectAnswer, expectRefusal, type Stage, storesNothing, type Trial } from './case.ts';

export const SIGNING_TOKEN = `whsec_${randomBytes(32).toString('base64')}`;
export const OLD_SECRET = 'the-secret-before';
export const EXPIRED_SECRET = 'the-secret-long-before';

/** The environment of the gateway whose secrets rotate and whose GitLab hooks are signed. */
export const ROTATING: NodeJS.ProcessEnv = {
  ARBITER_GITHUB_WEBHOOK_SECRETS: JSON.stringify([
    { secret: OLD_SECRET, until: '2099-01-01T00:00:00Z' },
    { secret: EXPIRED_SECRET, until: '2020-01-01T00:00:00Z' },
    { secret: 'secret-of-acme', organization: 'Acme' },
    { secret: 'secret-of-globex', organization: 'globex' },
  ]),
  ARBITER_GITLAB_SIGNING_TOKEN: SIGNING_TOKEN,
};

/** GitHub refuses these headers' bodies, and nothing is stored. */
const refuses =
  (...changes: readonly ((body: string) => Record<string, string | undefined>)[]): Trial =>
  async (stage) => {
    for (const change of changes) {
      const body = pushBody();
      await storesNothing(stage, async () => {
        expectRefusal(await stage.github(body, githubHeaders(body, change(body))), 401, 'not-authentic');
      });
    }
  };

interface Signing {
  readonly id?: string;
  readonly at?: Date;
  readonly token?: string;
}

/** A delivery of GitLab signed as Standard Webhooks has it, by that project's own library. */
function signed(body: string, { id = randomUUID(), at = new Date(), token = SIGNING_TOKEN }: Signing = {}): Headers {
  return gitlabHeaders({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(token).sign(id, at, body),
  });
}

const toRotating = ({ rotating }: Stage, body: string, headers: Headers) =>
  post(`${rotating.url}/webhooks/gitlab`, body, headers);

const sha1 = (body: string) => `sha1=${createHmac('sha1', SECRETS.github).update(body).digest('hex')}`;

export const AUTH: Cases = {
  'no signature header': refuses(() => ({ 'x-hub-signature-256': undefined })),
  'empty signature': refuses(
    () => ({ 'x-hub-signature-256': '' }),
    () => ({ 'x-hub-signature-256': 'sha256=' }),
  ),
  'X-Hub-Signature (sha1) only': refuses((body) => ({
    'x-hub-signature-256': undefined,
    'x-hub-signature': sha1(body),
  })),
  'sha1= prefix in -256 header': refuses(
    (body) => ({ 'x-hub-signature-256': sha1(body) }),
    (body) => ({ 'x-hub-signature-256': signature(body).replace('sha256', 'sha1') }),
  ),
  'sha256= + 63/65 hex': refuses(
    (body) => ({ 'x-hub-signature-256': signature(body).slice(0, -1) }),
    (body) => ({ 'x-hub-signature-256': `${signature(body)}0` }),
  ),
  'sha256= + non-hex': refuses((body) => ({ 'x-hub-signature-256': `${signature(body).slice(0, -1)}g` })),
  'uppercase hex': refuses(
    (body) => ({ 'x-hub-signature-256': `sha256=${signature(body).slice(7).toUpperCase()}` }),
    (body) => ({ 'x-hub-signature-256': signature(body).toUpperCase() }),
  ),
  // Spaces around a header's value are not part of it and never arrive; spaces within are.
  'leading/trailing space': refuses(
    (body) => ({ 'x-hub-signature-256': signature(body).replace('=', '= ') }),
    (body) => ({ 'x-hub-signature-256': `${signature(body)} x` }),
  ),
  "two X-Hub-Signature-256 headers (Node joins 'a, b')": async ({ gateway }) => {
    const body = pushBody();
    const headers = Object.entries(githubHeaders(body, { 'content-length': String(body.length) }));
    const twice = [...headers, ['X-Hub-Signature-256', signature(body)] as const];
    expect((await exchange(gateway.port, requestText('/webhooks/github', headers, body))).status).toBe(202);
    expect((await exchange(gateway.port, requestText('/webhooks/github', twice, body))).status).toBe(401);
  },
  'valid sha256 AND bad sha1': async (stage) => {
    const body = pushBody();
    expectAnswer(await stage.github(body, githubHeaders(body, { 'x-hub-signature': 'sha1=00' })), 'accepted');
  },
  'bad sha256 AND valid sha1': refuses((body) => ({
    'x-hub-signature': sha1(body),
    'x-hub-signature-256': signature(`${body} `),
  })),
  'signature over JSON.stringify(JSON.parse(body)) (what smee-client forwards)': async (stage) => {
    const body = `${pushBody().slice(0, -1)} }`;
    const headers = githubHeaders(JSON.stringify(JSON.parse(body)));
    expectRefusal(await stage.github(body, headers), 401);
  },
  'signature over body+newline': refuses((body) => ({ 'x-hub-signature-256': signature(`${body}\n`) })),
  'one bit flipped in body': async (stage) => {
    const body = Buffer.from(pushBody());
    const headers = githubHeaders(body);
    body.writeUInt8(body.readUInt8(20) ^ 1, 20);
    expectRefusal(await stage.github(body, headers), 401);
  },
  "signed with the other tenant's / other provider's secret": async (stage) => {
    await refuses(
      (body) => ({ 'x-hub-signature-256': signature(body, SECRETS.gitlab) }),
      (body) => ({ 'x-hub-signature-256': signature(body, SECRETS.apiKey) }),
    )(stage);
    const own = pushBody();
    const url = `${stage.rotating.url}/webhooks/github`;
    const by = (secret: string) =>
      post(url, own, githubHeaders(own, { 'x-hub-signature-256': signature(own, secret) }));
    expectRefusal(await by('secret-of-globex'), 401);
    expectAnswer(await by('secret-of-acme'), 'accepted');
  },
  'empty configured secret': async (stage) => {
    const none = await stage.ground.run({ ARBITER_GITHUB_WEBHOOK_SECRET: '', ARBITER_GITLAB_WEBHOOK_TOKEN: ' ' });
    const body = pushBody();
    const empty = { 'x-hub-signature-256': signature(body, '') };
    expectRefusal(
      await post(`${none.url}/webhooks/github`, body, githubHeaders(body, empty)),
      401,
      'no-secret-configured',
    );
    expectRefusal(await post(`${none.url}/webhooks/gitlab`, body, gitlabHeaders({ 'x-gitlab-token': '' })), 401);
    await none.close();
    const wrong = { ARBITER_GITHUB_WEBHOOK_SECRETS: '[{"secret":""}]' };
    expect(() => loadConfig(gatewayConfig, wrong)).toThrow(ConfigError);
  },
  'old secret in rotation window': async ({ rotating }) => {
    const body = pushBody();
    const headers = githubHeaders(body, { 'x-hub-signature-256': signature(body, OLD_SECRET) });
    expectAnswer(await post(`${rotating.url}/webhooks/github`, body, headers), 'accepted');
  },
  'old secret after window': async ({ rotating }) => {
    const body = pushBody();
    const headers = githubHeaders(body, { 'x-hub-signature-256': signature(body, EXPIRED_SECRET) });
    expectRefusal(await post(`${rotating.url}/webhooks/github`, body, headers), 401);
  },
  'GitHub headers on the GitLab path and vice versa': async (stage) => {
    const body = pushBody();
    expectRefusal(await stage.gitlab(body, githubHeaders(body)), 401);
    expectRefusal(await stage.github(body, gitlabHeaders()), 401);
  },
  'X-Gitlab-Token missing/wrong/other length/array': async (stage) => {
    const body = gitlabPush();
    for (const token of [
      undefined,
      '',
      'wrong',
      `${SECRETS.gitlab}x`,
      SECRETS.gitlab.slice(1),
      `${SECRETS.gitlab}, ${SECRETS.gitlab}`,
    ]) {
      await storesNothing(stage, async () => {
        expectRefusal(await stage.gitlab(body, gitlabHeaders({ 'x-gitlab-token': token })), 401);
      });
    }
    expectAnswer(await stage.gitlab(body), 'accepted');
  },
  'X-Gitlab-Token right + webhook-signature wrong (hook has signing token)': async (stage) => {
    const body = gitlabPush();
    const other = `whsec_${randomBytes(32).toString('base64')}`;
    expectRefusal(await toRotating(stage, body, signed(body, { token: other })), 401);
    expectAnswer(await toRotating(stage, body, signed(body)), 'accepted');
    expectRefusal(await toRotating(stage, body, { ...signed(body), 'x-gitlab-token': 'wrong' }), 401);
  },
  "webhook-signature 'v1,a v1,b' one right": async (stage) => {
    const body = gitlabPush();
    const headers = signed(body);
    const list = `v1,${randomBytes(32).toString('base64')} ${headers['webhook-signature'] ?? ''}`;
    expectAnswer(await toRotating(stage, body, { ...headers, 'webhook-signature': list }), 'accepted');
  },
  'webhook-signature v1a/v2 only': async (stage) => {
    const body = gitlabPush();
    const headers = signed(body);
    for (const version of ['v1a', 'v2']) {
      const other = (headers['webhook-signature'] ?? '').replace('v1', version);
      expectRefusal(await toRotating(stage, body, { ...headers, 'webhook-signature': other }), 401);
    }
  },
  'webhook-timestamp +-6 min, NaN, negative, float, absent': async (stage) => {
    const body = gitlabPush();
    for (const minutes of [-6, 6]) {
      const headers = signed(body, { at: new Date(Date.now() + minutes * 60_000) });
      expectRefusal(await toRotating(stage, body, headers), 401);
    }
    const now = String(Math.floor(Date.now() / 1000));
    for (const timestamp of [
      'NaN',
      `-${now}`,
      `${now}.5`,
      `0x${Number(now).toString(16)}`,
      `${now}e0`,
      '',
      undefined,
    ]) {
      const { 'webhook-timestamp': _, ...headers } = signed(body);
      const changed = timestamp === undefined ? headers : { ...headers, 'webhook-timestamp': timestamp };
      expectRefusal(await toRotating(stage, body, changed), 401);
    }
  },
  "webhook-id containing '.'": async (stage) => {
    const body = gitlabPush();
    expectRefusal(await toRotating(stage, body, signed(body, { id: 'a.b' })), 401);
  },
  // The webhook-id is signed: it alone counts.
  'webhook-id != Idempotency-Key': async (stage) => {
    const body = gitlabPush();
    const headers = signed(body);
    expectAnswer(await toRotating(stage, body, { ...headers, 'idempotency-key': randomUUID() }), 'accepted');
    expectAnswer(await toRotating(stage, body, { ...headers, 'idempotency-key': randomUUID() }), 'duplicate');
  },
  'GitLab replay inside 5 min with same webhook-id': async (stage) => {
    const body = gitlabPush();
    const headers = signed(body);
    expectAnswer(await toRotating(stage, body, headers), 'accepted');
    expectAnswer(await toRotating(stage, body, headers), 'duplicate');
  },
};
