import { ActInSlack, FindContacts, type ReplyOf, type RequestOf, SetConsent, SetPreferences } from '@arbiter/contracts';
import { Answers, Broker, MessagingModule, QueryFailed } from '@arbiter/messaging';
import { baseConfig, loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Forgery, sendAsSlack, type Slack, type SlackPerson, startSlack } from '@arbiter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplication, Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import { eventually } from '../harness/eventually.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';

const SECRET = 'the signing secret of the Slack app';
const INTERVENTION = '5b0ec43a-1f1f-4c1e-9d3c-0d7a6f5a2b10';
const EVENTS = '/webhooks/slack/events';
const INTERACTIONS = '/webhooks/slack/interactions';
const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

type Act = RequestOf<typeof ActInSlack>;

/** The notifier and identity: they note what they are asked. */
@Controller()
class Neighbours {
  static acts: Act[] = [];
  static consents: RequestOf<typeof SetConsent>[] = [];
  static wishes: RequestOf<typeof SetPreferences>[] = [];
  static answer: () => ReplyOf<typeof ActInSlack> | Promise<never> = () => ({ outcome: 'decided', message: 'Done.' });

  @Answers(ActInSlack)
  act(act: Act): Promise<ReplyOf<typeof ActInSlack>> {
    Neighbours.acts.push(act);
    return Promise.resolve().then(() => Neighbours.answer());
  }

  @Answers(SetConsent)
  consent(request: RequestOf<typeof SetConsent>): Promise<ReplyOf<typeof SetConsent>> {
    Neighbours.consents.push(request);
    return Promise.resolve({ personId: INTERVENTION, leadsMayKnow: request.leadsMayKnow });
  }

  @Answers(SetPreferences)
  wish(request: RequestOf<typeof SetPreferences>): Promise<ReplyOf<typeof SetPreferences>> {
    Neighbours.wishes.push(request);
    return Promise.resolve({ personId: INTERVENTION, preferences: request.preferences });
  }

  @Answers(FindContacts)
  find(_: RequestOf<typeof FindContacts>): Promise<ReplyOf<typeof FindContacts>> {
    return Promise.resolve({ contacts: [{ personId: INTERVENTION, email: 'ada@example.org' }] });
  }
}

describe('Slack’s doors', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  let neighbours: INestApplication;
  let slack: Slack;
  let lead: SlackPerson;

  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run({ SLACK_SIGNING_SECRET: SECRET, ARBITER_SLACK_CHANNELS: '["C0OPEN"]' });
    @Module({ imports: [MessagingModule.forService('notifier')], controllers: [Neighbours] })
    class Beside {}
    const schema = z.object(baseConfig);
    const config = loadConfig(schema, { ARBITER_NATS_URL: ground.servers.natsUrl });
    neighbours = await createService({ name: 'notifier', module: Beside, config: schema }, config);
    await neighbours.get(Broker, { strict: false }).connected();
    slack = await startSlack({ app: gateway.url, signingSecret: SECRET });
    lead = slack.join({ id: 'U0LEAD', name: 'lead' });
    slack.workspace.post(slack.workspace.open('U0LEAD'), 'Shall this be said?', [BUTTONS], undefined, Date.now());
    await eventually(async () => {
      expect((await press('accept')).status).toBe(200);
    });
  });
  afterAll(async () => {
    await slack.close();
    await neighbours.close();
    await ground.close();
  });
  beforeEach(() => {
    Neighbours.acts = [];
    Neighbours.consents = [];
    Neighbours.wishes = [];
    Neighbours.answer = () => ({ outcome: 'decided', message: 'Done.' });
  });

  const button = (action_id: string) => ({ type: 'button', action_id, value: INTERVENTION });
  const BUTTONS = { type: 'actions', elements: ['accept', 'reject', 'mistaken', 'open-form'].map(button) };
  const press = (action: string, forgery?: Forgery) => {
    const [message] = lead.inbox;
    if (!message) throw new Error('the lead was asked nothing');
    return lead.press(message, action, forgery);
  };
  const event = (body: object, forgery?: Forgery) =>
    sendAsSlack(slack.app, EVENTS, JSON_TYPE, JSON.stringify(body), forgery);
  const callback = (id: string, over: object = {}) => ({
    ...{ type: 'event_callback', event_id: id, team_id: 'T0001' },
    event: {
      type: 'message',
      channel: 'C0OPEN',
      channel_type: 'channel',
      user: 'U0ADA',
      text: 'I will mend it by Friday',
      ...over,
    },
  });
  const stored = () =>
    ground.rows<{ sender_id: string; status: string; body: Buffer | null }>(
      'select sender_id, status, body from delivery order by received_at',
    );

  describe('are shut for', () => {
    it.each<readonly [string, Forgery]>([
      ['a forged signature', { secret: 'another secret' }],
      ['a request of six minutes ago', { shift: -360 }],
      ['a request from the future', { shift: 360 }],
      ['another body than was signed', { body: 'payload=%7B%7D' }],
      ['no signature', { headers: { 'x-slack-signature': '' } }],
      ['another version of signatures', { headers: { 'x-slack-signature': `v1=${'a'.repeat(64)}` } }],
      ['a time that is no number', { headers: { 'x-slack-request-timestamp': 'now' } }],
    ])('%s', async (_, forgery) => {
      for (const response of [await press('accept', forgery), await event(callback('Ev0'), forgery)]) {
        expect(response.status).toBe(401);
        expect(await response.json()).toMatchObject({ code: 'not-authentic' });
      }
      expect(Neighbours.acts).toEqual([]);
      expect((await stored()).map(({ sender_id }) => sender_id)).not.toContain('Ev0');
    });

    it('everybody, without a secret', async () => {
      const locked = await ground.run();
      const response = await sendAsSlack({ url: locked.url, signingSecret: SECRET }, EVENTS, JSON_TYPE, '{}');
      expect([response.status, await response.json()]).toMatchObject([401, { code: 'no-secret-configured' }]);
    });

    it('another method', async () => {
      const response = await fetch(`${gateway.url}${INTERACTIONS}`);
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    });
  });

  it('take a secret that is about to end, and not one that has ended', async () => {
    const rotating = (until: string) => JSON.stringify([{ secret: 'the old one', until }]);
    for (const [until, status] of [
      ['2999-01-01T00:00:00Z', 200],
      ['2020-01-01T00:00:00Z', 401],
    ] as const) {
      const other = await ground.run({ SLACK_SIGNING_SECRET: SECRET, ARBITER_SLACK_SIGNING_SECRETS: rotating(until) });
      const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
      const app = { url: other.url, signingSecret: 'the old one' };
      expect((await sendAsSlack(app, EVENTS, JSON_TYPE, body)).status).toBe(status);
    }
  });

  describe('for interactions', () => {
    it.each(['accept', 'reject', 'mistaken'])(
      'hand the button %s to the notifier and answer with nothing',
      async (act) => {
        const response = await press(act);
        expect([response.status, await response.text()]).toEqual([200, '']);
        expect(Neighbours.acts).toMatchObject([{ interventionId: INTERVENTION, slackId: 'U0LEAD', act }]);
      },
    );

    it.each([
      ['give', true],
      ['withdraw', false],
    ])('take somebody’s word about themselves: %s', async (value, leadsMayKnow) => {
      const chosen = { action_id: 'consent', selected_option: { value } };
      const payload = { type: 'block_actions', user: { id: 'U0LEAD' }, actions: [chosen] };
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      expect((await sendAsSlack(slack.app, INTERACTIONS, FORM, body)).status).toBe(200);
      expect(Neighbours.consents).toEqual([{ person: { slackId: 'U0LEAD' }, leadsMayKnow }]);
    });

    it('end messages for whoever chose that, and for nobody else', async () => {
      const chosen = { action_id: 'consent', selected_option: { value: 'end' } };
      const payload = { type: 'block_actions', user: { id: 'U0LEAD' }, actions: [chosen] };
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      expect((await sendAsSlack(slack.app, INTERACTIONS, FORM, body)).status).toBe(200);
      expect(Neighbours.wishes).toEqual([{ person: { slackId: 'U0LEAD' }, preferences: { optOut: true } }]);
    });

    it('let a click that is sent again decide nothing anew: the notifier is asked, and says so', async () => {
      Neighbours.answer = () => ({ outcome: 'decided-before', message: 'It was decided.' });
      expect((await press('accept')).status).toBe(200);
    });

    it('bring the trigger along that opens a form', async () => {
      await press('open-form');
      expect(Neighbours.acts).toMatchObject([
        { act: 'open-form', triggerId: expect.stringContaining('trigger') as unknown },
      ]);
    });

    it('show in the form why its words cannot be said', async () => {
      Neighbours.answer = () => ({ outcome: 'unsafe', message: 'The safety rules stop these words.' });
      const view = {
        ...{ type: 'modal', callback_id: 'arbiter-say-otherwise', private_metadata: INTERVENTION },
        blocks: [{ type: 'input', block_id: 'words', element: { action_id: 'text' } }],
      };
      slack.workspace.views.push({ id: 'V1', user: 'U0LEAD', view });
      const response = await lead.fillIn('You are fired.');
      expect(await response.json()).toEqual({
        response_action: 'errors',
        errors: { words: 'The safety rules stop these words.' },
      });
      expect(Neighbours.acts).toMatchObject([{ act: 'send-form', text: 'You are fired.' }]);
    });

    it('acknowledge what the notifier refuses for good', async () => {
      Neighbours.answer = () => {
        throw new QueryFailed('unknown-person', 'Nobody is known by that name.', 404);
      };
      expect((await press('accept')).status).toBe(200);
    });

    it('are answered within three seconds, also where the notifier is not heard of', async () => {
      Neighbours.answer = () => Promise.withResolvers<never>().promise;
      const begun = Date.now();
      expect((await press('accept')).status).toBe(503);
      expect(Date.now() - begun).toBeLessThan(3_000);
    });

    it.each([
      [
        'another app’s button',
        { type: 'block_actions', user: { id: 'U1' }, actions: [{ action_id: 'other', value: 'x' }] },
      ],
      [
        'an id that is none',
        { type: 'block_actions', user: { id: 'U1' }, actions: [{ action_id: 'accept', value: 'x' }] },
      ],
      ['nobody', { type: 'block_actions', actions: [{ action_id: 'accept', value: INTERVENTION }] }],
      ['another kind', { type: 'shortcut' }],
    ])('acknowledge and pass over %s', async (_, payload) => {
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      expect((await sendAsSlack(slack.app, INTERACTIONS, FORM, body)).status).toBe(200);
      expect(Neighbours.acts).toEqual([]);
    });

    it.each(['payload=%7B', 'nothing=1', 'payload=1&payload=2', ''])('refuse the form “%s”', async (body) => {
      expect((await sendAsSlack(slack.app, INTERACTIONS, FORM, body)).status).toBe(400);
    });
  });

  describe('for events', () => {
    it('answer the challenge', async () => {
      const response = await event({ type: 'url_verification', challenge: 'c-1', token: 't' });
      expect(await response.json()).toEqual({ challenge: 'c-1' });
    });

    it('take each event once, however often it is sent', async () => {
      const again = { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } };
      const [one, two] = [await event(callback('Ev1')), await event(callback('Ev1'), again)];
      expect([one.status, two.status]).toEqual([200, 200]);
      expect(await one.json()).toMatchObject({ status: 'accepted' });
      expect(await two.json()).toMatchObject({ status: 'duplicate' });
      const [row] = (await stored()).filter(({ sender_id }) => sender_id === 'Ev1');
      expect(row?.body?.toString()).toContain('ada@example.org');
    });

    it.each([
      ['a direct message', { channel: 'D0ADA', channel_type: 'im' }],
      ['a direct message in what is named', { channel_type: 'im' }],
      ['a direct message of several', { channel_type: 'mpim' }],
      ['a channel that nobody has named', { channel: 'C0OTHER' }],
      ['a bot', { bot_id: 'B1' }],
      ['an edit', { subtype: 'message_changed' }],
      ['another event', { type: 'team_join', user: { id: 'U9' } }],
    ])('read nothing of %s', async (name, over) => {
      const id = `Ev ${name}`.replaceAll(' ', '-');
      expect(await (await event(callback(id, over))).json()).toMatchObject({ status: 'ignored' });
      const [row] = (await stored()).filter(({ sender_id }) => sender_id === id);
      expect(row).toMatchObject({ status: 'ignored', body: null });
    });

    it.each([{}, { type: 'event_callback' }, [], { type: 'hello' }])('refuse %j', async (body) => {
      expect((await event(body)).status).toBe(400);
    });
  });
});
