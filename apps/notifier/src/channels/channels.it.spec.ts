import { loadConfig, stableId } from '@arbiter/service';
import { type MailServer, startMailServer, startWebhookReceiver, type WebhookReceiver } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { Clock } from '../clock.ts';
import { Links } from '../decide/links.ts';
import { notifierConfig } from '../notifier.config.ts';
import type { Line } from '../persistence/delivery.repository.ts';
import { readShipped } from '../rules/shipped.ts';
import type { Post } from './channel.ts';
import { Email } from './email.ts';
import { SignedWebhook } from './signed-webhook.ts';
import { Teams } from './teams.ts';
import { messageOf } from './words-of-post.ts';

const SECRET = `whsec_${Buffer.from('a secret of some thirty-two bytes').toString('base64')}`;
const lead = { personId: stableId('lead'), email: 'lead@example.org' };
const line: Line = {
  id: stableId('line'),
  interventionId: stableId('intervention'),
  commitmentId: stableId('commitment'),
  source: { kind: 'message', messageId: stableId('message') },
  personId: stableId('ada'),
  reason: 'promise-at-risk',
  quote: 'I will mend the lock',
  what: 'mend the lock',
  dueAt: null,
  dueText: null,
  tone: 'supportive',
  words: 'Is there anything in the way? <b>No</b>',
  confidence: 0.9,
  why: ['risk is high'],
  state: 'proposed',
  expiresAt: new Date(Date.now() + 3_600_000),
  decidedAt: null,
  promise: 'open',
  grave: true,
  retries: 0,
  twice: false,
};
const post = (over: Partial<Post> = {}): Post => ({
  ...{ id: stableId('post'), role: 'message', contact: lead, language: 'en', lines: [line] },
  ...over,
});

describe('channels besides Slack', () => {
  let mail: MailServer;
  let hook: WebhookReceiver;
  let links: Links;
  let email: Email;
  let teams: Teams;
  let webhook: SignedWebhook;
  const { signal } = new AbortController();

  beforeAll(async () => {
    [mail, hook] = await Promise.all([startMailServer(), startWebhookReceiver()]);
    const config = loadConfig(notifierConfig, {
      ARBITER_SMTP_URL: mail.url,
      ARBITER_TEAMS_WEBHOOK_URL: hook.url,
      ARBITER_INTERVENTION_WEBHOOK_URL: hook.url,
      ARBITER_INTERVENTION_WEBHOOK_SECRET: SECRET,
      ARBITER_PUBLIC_URL: 'https://arbiter.example.org',
      ARBITER_LINK_SECRET: 'a secret of some length',
      ARBITER_INTEGRATION_TIMEOUT: '5',
    });
    const shipped = readShipped(undefined);
    links = new Links(config, new Clock());
    email = new Email(config, shipped, links);
    teams = new Teams(config, shipped, links);
    webhook = new SignedWebhook(config, shipped, links, new Clock());
  });
  afterAll(async () => {
    await Promise.all([mail.close(), hook.close()]);
  });

  const documentOf = (index = -1) => JSON.parse(hook.calls.at(index)?.body ?? '') as Record<string, unknown>;

  it('write mail as plain text, to one person', async () => {
    expect(await email.send(post())).toMatchObject({ state: 'delivered' });
    const [arrived] = mail.mails;
    expect(arrived?.to).toEqual(['lead@example.org']);
    expect(arrived?.raw).toContain('Auto-Submitted: auto-generated');
    expect(arrived?.raw).toContain('Content-Type: text/plain');
    expect(arrived?.raw).toContain('Is there anything in the way? <b>No</b>');
  });

  it('ask by mail with links that decide', async () => {
    await email.send(post({ role: 'proposal' }));
    const text = mail.mails.at(-1)?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
    expect(text.match(/https:\/\/arbiter\.example\.org\/interventions\/decide\/\S+/g)).toHaveLength(3);
    expect(text).toContain('I will mend the lock');
  });

  it('tell several messages as one', async () => {
    await email.send(post({ language: 'de', lines: [line, { ...line, words: 'Und das andere?' }] }));
    const raw = mail.mails.at(-1)?.raw.replaceAll('=\r\n', '') ?? '';
    expect(raw).toContain('Ein paar deiner Zusagen');
    expect(raw).toContain('Und das andere?');
    expect(raw.match(/Das kommt von Arbiter/g)).toHaveLength(1);
  });

  it('say why they come, that nobody reads answers, and how they end', () => {
    const source = { kind: 'change', forge: 'gitlab', repository: { id: '7', name: 'octo/$&' }, number: 12 } as const;
    const { personas } = readShipped(undefined);
    for (const language of ['en', 'de', 'fr']) {
      expect(messageOf([{ ...line, source }], language, personas)).toContain('octo/$&, !12');
      expect(messageOf([line, { ...line, source }], language, personas)).toContain('a message; octo/$&, !12');
    }
    expect(messageOf([{ ...line, personId: null }], 'en', personas)).toBe(line.words);
  });

  it.each([
    [{ code: 451 }, { state: 'not-sent', word: 'smtp_451' }],
    [{ code: 554 }, { state: 'failed', word: 'smtp_554' }],
    ['cut', { state: 'unknown' }],
  ] as const)('say what is known of a mail that ended with %j', async (fault, outcome) => {
    mail.failNext(fault);
    expect(await email.send(post())).toMatchObject(outcome);
  });

  it('know that nothing arrived where nobody has the mailbox, or no server listens', async () => {
    mail.refuse('gone@example.org');
    expect(await email.send(post({ contact: { ...lead, email: 'gone@example.org' } }))).toEqual({
      state: 'failed',
      word: 'smtp_550',
    });
    expect(await email.send(post({ contact: { personId: lead.personId } }))).toEqual({
      state: 'failed',
      word: 'no_email',
    });
    const config = loadConfig(notifierConfig, { ARBITER_SMTP_URL: 'smtp://127.0.0.1:1' });
    const nowhere = new Email(config, readShipped(undefined), links);
    expect(await nowhere.send(post())).toMatchObject({ state: 'not-sent' });
  });

  it('post a card in Teams, for the recipient that it names', async () => {
    expect(await teams.send(post({ role: 'proposal' }), signal)).toEqual({ state: 'delivered' });
    expect(documentOf()).toMatchObject({
      type: 'message',
      recipient: 'lead@example.org',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', actions: [{ type: 'Action.OpenUrl', title: 'Say it' }, {}, {}] },
        },
      ],
    });
  });

  it('sign what goes to a webhook as Standard Webhooks, and may say it again under the same id', async () => {
    hook.answerNext('cut');
    expect(await webhook.send(post(), signal)).toMatchObject({ state: 'not-sent' });
    expect(await webhook.send(post({ id: stableId('another attempt') }), signal)).toEqual({ state: 'delivered' });
    const [one, two] = hook.calls.slice(-2);
    expect(one?.headers['webhook-id']).toBe(two?.headers['webhook-id']);
    const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = two?.headers ?? {};
    const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key)
      .update(`${String(id)}.${String(time)}.${two?.body ?? ''}`)
      .digest('base64');
    expect(signature).toBe(`v1,${expected}`);
    expect(documentOf()).toMatchObject({ type: 'intervention.message', data: { recipient: lead } });
  });

  it('are not there where they are not set up', () => {
    const config = loadConfig(notifierConfig, {});
    const shipped = readShipped(undefined);
    const none = new Links(config, new Clock());
    const ways = [
      new Email(config, shipped, none),
      new Teams(config, shipped, none),
      new SignedWebhook(config, shipped, none, new Clock()),
    ];
    expect(ways.flatMap(({ roles }) => roles)).toEqual([]);
    expect(none.allFor(line, lead.personId)).toEqual([]);
  });

  describe('a link to decide by', () => {
    const tokens = () => links.allFor(line, lead.personId).map(({ url }) => url.split('/').at(-1) ?? '');

    it('is good for one lead, one proposal and one decision', () => {
      const permit = { interventionId: line.interventionId, by: lead.personId };
      expect(tokens().map((token) => links.read(token))).toEqual(
        ['accepted', 'modified', 'rejected'].map((decision) => ({ ...permit, decision })),
      );
    });

    it('is nothing once it is changed, or has run out', () => {
      const [token = ''] = tokens();
      for (const bad of [
        '',
        'x',
        `${token}x`,
        token.replace('accepted', 'rejected'),
        token.replace(lead.personId, stableId('eve')),
        `${token}.x`,
      ]) {
        expect(links.read(bad)).toBeUndefined();
      }
      const [over] = links.allFor({ ...line, expiresAt: new Date(Date.now() - 1_000) }, lead.personId);
      expect(links.read(over?.url.split('/').at(-1) ?? '')).toBeUndefined();
    });
  });
});
