import { type Slack, type SlackMessage, type SlackPerson, sendAsSlack, startSlack } from '@arbiter/testing';
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
const OTHER_LEAD = 'lin@example.org';
/** Of the time of a promise, when its risk becomes high. */
const HIGH = Math.sqrt(0.6 / 0.85);

const timeOf = (at: number) => new Date(at).toISOString().slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDTHH:MM'.length);

describe('a walk through Slack, from a push to a thank-you', () => {
  let slack: Slack;
  let arbiter: Arbiter;
  let author: SlackPerson;
  let lead: SlackPerson;
  let otherLead: SlackPerson;
  let data: string;
  let morning: number;

  const call = async (method: string, path: string, body: object): Promise<unknown> => {
    const { gateway, apiKey } = await arbiter.state();
    const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
    const response = await fetch(new URL(path, gateway), { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return response.json();
  };
  /** Answers the SHA of the commit. */
  const push = async (message: string, at: number): Promise<string> => {
    const { gateway, secrets } = await arbiter.state();
    const commit = { message, timestamp: new Date(at).toISOString(), author: { name: 'Ada', email: AUTHOR } };
    const webhook = githubPush(secrets.github, commit);
    expect(await send(gateway, webhook)).toMatchObject({ outcome: 'accepted' });
    return (JSON.parse(webhook.body.toString()) as { after: string }).after;
  };
  /** Until then nobody disturbs the author: the first full minute that leaves time for what the night is for. */
  const goToBed = async (atLeast: number): Promise<number> => {
    const until = Math.ceil((Date.now() + atLeast) / MINUTE) * MINUTE;
    const quiet = { from: timeOf(Date.now() - 60 * MINUTE), until: timeOf(until) };
    await call('PATCH', '/api/v1/interventions/preferences', { person: AUTHOR, zone: 'UTC', quiet });
    return until;
  };
  const states = async (reason: string): Promise<readonly string[]> => {
    const { items } = await arbiter.get<{ items: { state: string; reason: string }[] }>('/api/v1/interventions');
    return items.filter((item) => item.reason === reason).map(({ state }) => state);
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
    otherLead = slack.join({ id: 'U0LIN', name: 'lin' });
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
      { email: OTHER_LEAD, slack_id: 'U0LIN' },
      { email: 'sam@example.org', slack_id: 'U0SAM', team: 'core' },
    ] as object);
    await call('POST', '/api/v1/interventions/leads', { items: [{ team: 'core', leads: [LEAD, OTHER_LEAD, AUTHOR] }] });
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

  it('nobody decides who may not, and nothing that Slack has not signed just now', async () => {
    const question = await arrived(lead, 'Shall this be said');
    const sam = slack.join({ id: 'U0SAM', name: 'sam' });
    const nobody = slack.join({ id: 'U0NOBODY', name: 'nobody' });
    for (const person of [author, sam, nobody]) expect((await person.press(question, 'accept')).status).toBe(200);
    const pressed = new URLSearchParams({ payload: JSON.stringify(lead.pressed(question, 'accept')) }).toString();
    for (const forgery of [{ shift: -600 }, { shift: 600 }, { secret: 'another' }, { body: pressed }])
      expect((await otherLead.press(question, 'reject', forgery)).status).toBe(401);
    expect(await states('promise-at-risk')).toEqual(['proposed']);
  }, 60_000);

  it('nothing is said while the author does not want to be disturbed, whoever clicks', async () => {
    morning = await goToBed(30 * SECOND);
    const question = await arrived(lead, 'Shall this be said');
    const same = await arrived(otherLead, 'Shall this be said');
    const body = new URLSearchParams({ payload: JSON.stringify(lead.pressed(question, 'accept')) }).toString();
    const click = () =>
      sendAsSlack(slack.app, '/webhooks/slack/interactions', 'application/x-www-form-urlencoded', body);
    // Two leads at once, and one request three times.
    const answers = await Promise.all([click(), otherLead.press(same, 'accept'), click()]);
    answers.push(await click(), await lead.press(question, 'reject'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await states('promise-at-risk')).toEqual(['accepted']);
    await until('the buttons are gone', () => (question.edited && same.edited) || undefined);
  }, 120_000);

  it('it is said in private in the author’s morning, once', async () => {
    const message = await arrived(author, 'fix #12', 4 * MINUTE);
    expect(Number(message.ts) * SECOND).toBeGreaterThanOrEqual(morning);
    expect(author.inbox).toHaveLength(1);
    expect(message.blocks.map(({ type }) => type)).toEqual(['section']);
  }, 300_000);

  it('the promise is kept: what is taken back overnight is not thanked for, what is done anew is, once', async () => {
    const awake = await goToBed(MINUTE);
    const fix = await push('Mend the lock\n\nFixes #12', Date.now());
    await until('a thank-you waits', async () => (await states('promise-kept')).includes('accepted') || undefined);
    const revert = `Revert "Mend the lock"\n\nThis reverts commit ${fix}.`;
    await push(revert, Date.now() + SECOND);
    const reopened = async () => (await states('promise-at-risk')).includes('proposed') || undefined;
    await until('the promise is open again, and in danger', reopened);
    await push('Mend the lock for good\n\nFixes #12', Date.now() + 2 * SECOND);
    const thanks = await arrived(author, 'is done. Thank you', 4 * MINUTE);
    expect(Number(thanks.ts) * SECOND).toBeGreaterThanOrEqual(awake);
    expect(author.inbox).toHaveLength(2);
    expect((await states('promise-kept')).toSorted()).toEqual(['cancelled', 'delivered']);
    const { items } = await arbiter.get<{ items: { decided: number; rate: number }[] }>(
      '/api/v1/interventions/acceptance',
    );
    expect(items).toMatchObject([{ decided: 1, rate: 1 }]);
  }, 240_000);
});
