import {
  AuditRecordedEvent,
  ConsiderCheckIn,
  SetConsent,
  SetLeads,
  SetPreferences,
  ShowConsent,
} from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { type Slack, type SlackPerson, startSlack } from '@arbiter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NotifierWorld, person } from '../testing/notifier-world.ts';

const WORDS = 'I am exhausted and cannot cope any more, I cannot sleep';
const AUTHOR = { slackId: 'U0AUTHOR', personId: person.id, email: 'author@example.org' };
const LEAD = { slackId: 'U0LEAD', personId: stableId('lead') };
const DAY = 24 * 3_600_000;

describe('leads and distress', () => {
  let slack: Slack;
  let world: NotifierWorld;
  let lead: SlackPerson;
  let author: SlackPerson;
  /** A Wednesday at noon. */
  let now = Date.parse('2026-08-05T12:00:00Z');

  beforeAll(async () => {
    slack = await startSlack({ now: () => now });
    world = await NotifierWorld.start(slack.environment);
    world.directory.people.push(AUTHOR, LEAD);
    author = slack.join({ id: AUTHOR.slackId, name: 'author' });
    lead = slack.join({ id: LEAD.slackId, name: 'lead' });
    const people = [LEAD, AUTHOR].map(({ personId }) => ({ personId }));
    await world.ask(SetLeads, { leads: [{ scope: { type: 'organization', name: '' }, people }] });
  });
  afterAll(async () => {
    await world.close();
    await slack.close();
  });
  beforeEach(async () => {
    now += 28 * DAY;
    await world.letItBe(new Date(now).toISOString());
  });

  const say = async (text = WORDS) => (await world.ask(ConsiderCheckIn, { personId: person.id, text })).message;
  const may = (leadsMayKnow: boolean) => world.ask(SetConsent, { person: { slackId: AUTHOR.slackId }, leadsMayKnow });
  const heard = async (what: () => Promise<unknown>) => {
    const before = lead.inbox.length;
    await what();
    return lead.inbox.slice(before).map(({ text }) => text);
  };

  it('hear nothing where nobody has said that they may', async () => {
    expect(await world.ask(ShowConsent, { person: { personId: person.id } })).toMatchObject({ leadsMayKnow: false });
    expect(await heard(() => say())).toEqual([]);
    expect(await say()).toContain('Nobody else is told');
  });

  it('hear of it once where the person lets them, and the person learns that they did', async () => {
    await may(true);
    expect(
      await heard(async () => {
        expect(await say()).toContain('your lead has been asked to speak to you');
        await say();
      }),
    ).toEqual([expect.stringMatching(/^author@example\.org is having a hard time/)]);
    expect(author.inbox).toEqual([]);
    expect(await heard(() => say('The review took longer'))).toEqual([]);
  });

  it('are not told by whoever checks in for somebody: the person hears in private where to turn, and once', async () => {
    await may(true);
    const sent = () => world.ask(ConsiderCheckIn, { personId: person.id, text: WORDS, forThem: true });
    const before = author.inbox.length;
    expect(
      await heard(async () => {
        for (let times = 0; times < 2; times++) expect((await sent()).message).toBeNull();
        await until(() => Promise.resolve(author.inbox.length > before));
      }),
    ).toEqual([expect.stringContaining('is having a hard time')]);
    expect(author.inbox.slice(before).map(({ text }) => text)).toEqual([
      expect.stringContaining('your lead has been asked to speak to you'),
    ]);
  });

  it('leave alone who has opted out, whoever checks in for them', async () => {
    const prefer = (optOut: boolean) =>
      world.ask(SetPreferences, { person: { personId: person.id }, preferences: { optOut } });
    await may(false);
    await prefer(true);
    const before = slack.calls.length;
    await world.ask(ConsiderCheckIn, { personId: person.id, text: WORDS, forThem: true });
    await prefer(false);
    now += 2 * DAY;
    await world.letItBe(new Date(now).toISOString());
    await world.ask(ConsiderCheckIn, { personId: person.id, text: WORDS, forThem: true });
    await until(() => Promise.resolve(author.inbox.some(({ ts }) => Number(ts) * 1_000 >= now)));
    const posts = slack.calls.slice(before).filter(({ method }) => method === 'chat.postMessage');
    expect(posts).toHaveLength(1);
  });

  it('hear nothing any more as soon as that is taken back', async () => {
    await may(true);
    await may(false);
    expect(await heard(async () => expect(await say()).toContain('Nobody else is told'))).toEqual([]);
  });

  it('are not disturbed for it, and the person is told that nobody was', async () => {
    await may(true);
    await world.ask(SetPreferences, {
      person: { personId: LEAD.personId },
      preferences: { quiet: { from: '00:00', until: '23:59' } },
    });
    expect(await heard(async () => expect(await say()).toContain('Nobody else is told'))).toEqual([]);
    await world.ask(SetPreferences, {
      person: { personId: LEAD.personId },
      preferences: { quiet: { from: '00:00', until: '00:00' } },
    });
    slack.fail('chat.postMessage', { answer: 'channel_not_found' });
    now += 2 * DAY;
    await world.letItBe(new Date(now).toISOString());
    expect(await heard(async () => expect(await say()).toContain('Nobody else is told'))).toEqual([]);
  });

  it('leave nothing behind: not that there was distress, nor that anybody heard of it', async () => {
    await may(true);
    await say();
    const tables = await world.database.query<{ readonly name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'notifier'`,
    );
    const rows = [];
    for (const { name } of tables)
      rows.push(...(await world.database.query(`select '${name}' as name, t.* from ${name} t`)));
    const kept = JSON.stringify(rows);
    for (const word of ['exhausted', 'hard time', 'burnout', 'author@example.org']) expect(kept).not.toContain(word);
    const entries = await world.outside.published(AuditRecordedEvent);
    expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(['consent.given', 'consent.withdrawn']));
    expect(entries.every(({ actor, personId }) => actor.id === person.id && personId === person.id)).toBe(true);
  });
});
