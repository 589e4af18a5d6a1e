import { type Slack, type SlackMessage, type SlackPerson, startSlack } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Arbiter } from './harness/arbiter.ts';
import { send } from './harness/examples.ts';
import { githubPush } from './harness/github-push.ts';
import { until } from './harness/until.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const AUTHOR = 'ada@example.org';
const LEAD = 'lea@example.org';
/** Of the time of a promise, when its risk becomes high. */
const HIGH = Math.sqrt(0.6 / 0.85);

const timeOf = (at: number) => new Date(at).toISOString().slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length);

describe('a walk through Slack, from a push to a thank-you', () => {
  let slack: Slack;
  let arbiter: Arbiter;
  let author: SlackPerson;
  let lead: SlackPerson;
  let data: string;
  let morning: number;

  const call = async (method: string, path: string, body: object): Promise<unknown> => {
    const { gateway, apiKey } = await arbiter.state();
    const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
    const response = await fetch(new URL(path, gateway), { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return response.json();
  };
  const push = async (message: string, at: number): Promise<void> => {
    const { gateway, secrets } = await arbiter.state();
    const commit = { message, timestamp: new Date(at).toISOString(), author: { name: 'Ada', email: AUTHOR } };
    expect(await send(gateway, githubPush(secrets.github, commit))).toMatchObject({ outcome: 'accepted' });
  };
  const arrived = (person: SlackPerson, words: string, patience?: number): Promise<SlackMessage> =>
    until(`a message: ${words}`, () => person.inbox.find(({ text }) => text.includes(words)), patience);

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'arbiter-data-'));
    // A place without weekends, so that the walk can be taken on any day.
    await writeFile(join(data, 'holidays.json'), JSON.stringify({ ZZ: { weekend: [] } }));
    slack = await startSlack({ perSecond: 1 });
    author = slack.join({ id: 'U0ADA', name: 'ada' });
    lead = slack.join({ id: 'U0LEA', name: 'lea' });
    arbiter = await Arbiter.start({
      ...slack.environment,
      SLACK_SIGNING_SECRET: slack.app.signingSecret,
      ARBITER_INTERVENTION_DATA: data,
      ARBITER_HOLIDAYS: 'ZZ',
      ARBITER_QUIET_HOURS: '00:00-00:00',
      ARBITER_DIGEST_HOURS: '0',
      ARBITER_KEPT_PROMISES: 'thank',
      FOLLOW_UP_DELAY_SECONDS: '1',
    });
    slack.app.url = (await arbiter.state()).gateway;
    await call('POST', '/api/v1/users/config/slack', [
      { email: AUTHOR, slack_id: 'U0ADA', team: 'core' },
      { email: LEAD, slack_id: 'U0LEA' },
    ] as object);
    await call('POST', '/api/v1/interventions/leads', { items: [{ team: 'core', leads: [LEAD, AUTHOR] }] });
  }, 240_000);

  afterAll(async () => {
    await (arbiter as Arbiter | undefined)?.stop();
    await slack.close();
    await rm(data, { recursive: true, force: true });
  }, 60_000);

  it('a promise becomes a risk, and the risk a question to the lead, not to the author', async () => {
    const due = new Date(Date.now() + 24 * 60 * MINUTE).toISOString().slice(0, 'YYYY-MM-DD'.length);
    const dueAt = Date.parse(`${due}T17:00:00Z`);
    const high = Date.now() + 30 * SECOND;
    const madeAt = (high - HIGH * dueAt) / (1 - HIGH);
    await push(`Start on the lock\n\nI will fix #12 by ${due}.`, madeAt);
    const question = await arrived(lead, 'Shall this be said', 3 * MINUTE);
    expect(JSON.stringify(question.blocks)).toContain('fix #12');
    expect(author.inbox).toEqual([]);
  }, 240_000);

  it('nothing is said while the author does not want to be disturbed, whoever clicks', async () => {
    morning = (Math.floor(Date.now() / MINUTE) + 2) * MINUTE;
    const quiet = { from: timeOf(Date.now() - 60 * MINUTE), until: timeOf(morning) };
    await call('PATCH', '/api/v1/interventions/preferences', { person: AUTHOR, zone: 'UTC', quiet });
    const question = await arrived(lead, 'Shall this be said');
    expect((await author.press(question, 'accept')).status).toBe(200);
    expect((await lead.press(question, 'accept', { shift: -600 })).status).toBe(401);
    expect((await lead.press(question, 'accept')).status).toBe(200);
    expect((await lead.press(question, 'reject')).status).toBe(200);
    const { items } = await arbiter.get<{ items: { state: string }[] }>('/api/v1/interventions?state=accepted');
    expect(items).toHaveLength(1);
    await until('the buttons are gone', () => question.edited || undefined);
  }, 120_000);

  it('it is said in private in the author’s morning, once', async () => {
    const message = await arrived(author, 'fix #12', 4 * MINUTE);
    expect(Number(message.ts) * SECOND).toBeGreaterThanOrEqual(morning);
    expect(author.inbox).toHaveLength(1);
    expect(message.blocks.map(({ type }) => type)).toEqual(['section']);
  }, 300_000);

  it('the promise is kept, and thanked for', async () => {
    await push('Mend the lock\n\nFixes #12', Date.now());
    await arrived(author, 'is done. Thank you', 3 * MINUTE);
    expect(author.inbox).toHaveLength(2);
    const { items } = await arbiter.get<{ items: { decided: number; rate: number }[] }>(
      '/api/v1/interventions/acceptance',
    );
    expect(items).toMatchObject([{ decided: 1, rate: 1 }]);
  }, 240_000);
});
