import { JOURNEY, consumersOfJourney, durableOf, streamOf } from '@arbiter/contracts';
import { type BrokerView, type SlackWebhook, lookIntoBroker, startSlackWebhook } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Arbiter } from './harness/arbiter.ts';
import { type Webhook, githubExamples, gitlabExamples, send } from './harness/examples.ts';
import { githubPush } from './harness/github-push.ts';
import { runTool } from './harness/process.ts';
import { until } from './harness/until.ts';

interface Counts {
  readonly running: number;
  readonly complete: number;
  readonly deadLettered: number;
}

/** As many as GitHub has in a push at most. */
const MANY = Array.from({ length: 2_048 }, (_, index) => ({
  message: `Change ${String(index)}\n\n${'Because of what was there before. '.repeat(10)}`,
  timestamp: '2026-01-05T09:00:00+01:00',
  author: { name: 'Ada', email: 'ada@example.org' },
}));

describe('webhooks of all kinds', () => {
  let slack: SlackWebhook;
  let arbiter: Arbiter;
  let answers: { readonly webhook: Webhook; readonly status: number; readonly outcome: string }[];

  beforeAll(async () => {
    slack = await startSlackWebhook();
    arbiter = await Arbiter.start({ SLACK_WEBHOOK_URL: slack.url });
    const { gateway, secrets, apiKey } = await arbiter.state();
    answers = [];
    const examples = [...githubExamples(secrets.github), ...gitlabExamples(secrets.gitlab)];
    for (const webhook of [...examples, githubPush(secrets.github, ...MANY)]) {
      answers.push({ webhook, ...(await send(gateway, webhook)) });
    }
    const promise = { user_id: 'u-1', raw_text: 'I will send the figures by Friday.' };
    const body = Buffer.from(JSON.stringify(promise));
    const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
    answers.push({
      webhook: { name: 'raw text', path: '/api/v1/ingest/raw', headers, body },
      ...(await send(gateway, { name: 'raw text', path: '/api/v1/ingest/raw', headers, body })),
    });
  }, 240_000);

  afterAll(async () => {
    await arbiter.stop();
    await slack.close();
  }, 60_000);

  it('are all answered with 202, none of them set aside', () => {
    const wrong = answers.filter(
      ({ status, outcome }) => status !== 202 || !['accepted', 'ignored', 'duplicate'].includes(outcome),
    );
    expect(wrong.map(({ webhook, status, outcome }) => [webhook.name, status, outcome])).toEqual([]);
    expect(answers.filter(({ outcome }) => outcome === 'accepted').length).toBeGreaterThan(20);
  });

  it('complete the journeys of the commits that they bring', async () => {
    const counts = await until('no journey runs any more', async () => {
      const now = await arbiter.get<Counts>('/api/v1/journeys/summary');
      return now.complete > MANY.length && now.running === 0 ? now : undefined;
    });
    expect(counts.deadLettered).toBe(0);
  }, 90_000);

  describe('move along exactly the legs that the journey declares:', () => {
    let broker: BrokerView;
    /** No webhook alone brings these about: they need a database that is away, a budget, a channel that fails, or days. */
    const RARE = [
      'gateway.delivery.diverted.v1',
      'cost.budget.warned.v1',
      'cost.budget.exhausted.v1',
      'notifier.intervention.undelivered.v1',
      'notifier.intervention.decided.v1',
      'review.commitment.at-risk.v1',
      'review.commitment.kept.v1',
      'review.commitment.broken.v1',
      'review.commitment.withdrawn.v1',
      'review.change.reviewed.v1',
      'review.push.reviewed.v1',
      'identity.person.matched.v1',
      'identity.person.parted.v1',
      'audit.entry.recorded.v1',
    ];
    const usual = JOURNEY.filter(({ event }) => !RARE.includes(event.subject));

    beforeAll(async () => {
      const { url } = (await arbiter.state()).backing['nats'] ?? { url: '' };
      const complete = async (): Promise<BrokerView | undefined> => {
        const view = await lookIntoBroker(url);
        const seen = new Set(view.subjects.map(({ subject }) => subject));
        return usual.every(({ event }) => seen.has(event.subject)) ? view : undefined;
      };
      // Where one does not come, the tests below say which.
      broker = await until('every event was published', complete).catch(() => lookIntoBroker(url));
    }, 90_000);

    it('the services consume them', () => {
      const declared = consumersOfJourney().map(({ service, event }) => ({
        stream: streamOf(event.owner),
        durable: durableOf(service, event),
        subject: event.subject,
      }));
      const streams = new Set(declared.map(({ stream }) => stream));
      const found = broker.consumers.filter(({ stream }) => streams.has(stream));
      expect(new Set(found.map((one) => JSON.stringify(one)))).toEqual(
        new Set(declared.map((one) => JSON.stringify(one))),
      );
    });

    it('their senders publish them, and nothing else', () => {
      const declared = usual.map(({ event, from }) => ({
        subject: event.subject,
        source: `/arbiter/${from.join()}`,
      }));
      const found = broker.subjects.filter(({ subject }) => !RARE.includes(subject) && !subject.startsWith('$'));
      expect(new Set(found.map((one) => JSON.stringify(one)))).toEqual(
        new Set(declared.map((one) => JSON.stringify(one))),
      );
    });
  });

  it('tell the lead’s channel of a promise once', async () => {
    await until('a post', () => (slack.posts.length > 0 ? true : undefined));
    const texts = slack.posts.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('that make no sense wait for the operator, who sees them and has them judged anew', async () => {
    const { gateway, apiKey, secrets } = await arbiter.state();
    const type = { 'content-type': 'application/json', 'x-gitlab-event': 'Push Hook' };
    const headers = { ...type, 'x-gitlab-token': secrets.gitlab };
    const nonsense = { name: 'nonsense', path: '/webhooks/gitlab', headers, body: Buffer.from('{"ref":') };
    expect(await send(gateway, nonsense)).toMatchObject({ status: 202, outcome: 'quarantined' });
    const quarantine = async (...args: string[]) => {
      const where = ['--gateway', gateway, '--api-key', apiKey, '-o', 'json'];
      return JSON.parse((await runTool('apps/cli/bin/arbiterctl.mjs', ['quarantine', ...args, ...where])).stdout) as {
        items: { delivery: string }[];
      };
    };
    const { items } = await quarantine('list');
    expect(items).toMatchObject([{ source: 'gitlab', event: 'Push Hook', size: 7, reason: 'body: not JSON' }]);
    const delivery = items[0]?.delivery ?? '';
    expect(await quarantine('show', delivery)).toMatchObject({ delivery, encoding: 'utf8', body: '{"ref":' });
    const judged = [{ delivery, status: 'quarantined', reason: 'body: not JSON' }];
    expect(await quarantine('release', '--all', '--dry-run')).toEqual({ deliveries: [delivery] });
    expect(await quarantine('release', '--all')).toEqual({ items: judged });
    expect(await quarantine('release', delivery)).toEqual({ items: judged });
  }, 60_000);
});
