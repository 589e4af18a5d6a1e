import { ActInSlack, type InboxItem, SetLeads, SetPreferences } from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { type Slack, type SlackPerson, startSlack } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotifierWorld, danger, kept, person } from '../testing/notifier-world.ts';

const AUTHOR = { slackId: 'U0AUTHOR', personId: person.id, email: 'author@example.org' };
const LEAD = { slackId: 'U0LEAD', personId: stableId('lead'), email: 'lead@example.org' };
const LITTLE = { level: 'low', score: 0 } as const;

describe('a promise that is open again, or has a new date', () => {
  let slack: Slack;
  let world: NotifierWorld;
  let author: SlackPerson;
  let now = Date.parse('2026-08-11T12:00:00Z');

  const at = async (time: string) => {
    now = Date.parse(time);
    await world.letItBe(time);
  };
  const accepted = async (name: string) => {
    await world.endanger(danger(name));
    const { interventionId } = await world.proposal(name);
    await world.ask(ActInSlack, { interventionId, slackId: LEAD.slackId, act: 'accept' });
  };
  const about = (name: string) => author.inbox.filter(({ text }) => text.includes(`mend ${name}”`));
  const thanks = async (name: string): Promise<readonly InboxItem[]> =>
    (await world.inbox()).items.filter(({ what, reason }) => what === `mend ${name}` && reason === 'promise-kept');

  beforeAll(async () => {
    slack = await startSlack({ now: () => now });
    world = await NotifierWorld.start({
      ...slack.environment,
      ARBITER_KEPT_PROMISES: 'thank',
      ARBITER_DIGEST_HOURS: '0',
    });
    world.directory.people.push(AUTHOR, LEAD);
    author = slack.join({ id: AUTHOR.slackId, name: 'author' });
    slack.join({ id: LEAD.slackId, name: 'lead' });
    await world.letItBe('2026-08-11T12:00:00Z');
    const scope = { type: 'organization', name: '' } as const;
    await world.ask(SetLeads, { leads: [{ scope, people: [{ personId: LEAD.personId }] }] });
    const preferences = { zone: 'Europe/Berlin', language: 'en' };
    await world.ask(SetPreferences, { person: { personId: AUTHOR.personId }, preferences });
  });
  afterAll(async () => {
    await world.close();
    await slack.close();
  });

  it('is not thanked for, and what was done again is thanked for once', async () => {
    for (const name of ['reverted', 'again']) await accepted(name);
    await at('2026-08-12T13:00:00Z');
    expect([about('reverted').length, about('again').length]).toEqual([1, 1]);
    // In Berlin it is evening: thanks wait for the morning.
    await at('2026-08-12T17:00:00Z');
    await world.keep(kept('reverted'), kept('again'));
    await until(async () => (await thanks('reverted')).length + (await thanks('again')).length === 2);
    await world.endanger(...['reverted', 'again'].map((name) => danger(name, { revision: 10, risk: LITTLE })));
    const cancelled = async (name: string) => (await thanks(name)).every(({ state }) => state === 'cancelled');
    await until(async () => (await cancelled('reverted')) && cancelled('again'));
    await world.keep(kept('again', { revision: 11 }));
    await until(async () => (await thanks('again')).length === 2);
    await at('2026-08-13T08:00:00Z');
    expect(about('reverted')).toHaveLength(1);
    expect(about('again').map(({ text }) => text.includes('Thank you'))).toEqual([false, true]);
  });

  it('is not reminded of, whether a lead had approved of it or was still being asked', async () => {
    await at('2026-08-17T17:00:00Z');
    await accepted('postponed');
    await world.endanger(danger('asked'));
    await world.proposal('asked');
    await world.endanger(...['postponed', 'asked'].map((name) => danger(name, { revision: 2, risk: LITTLE })));
    for (const name of ['postponed', 'asked']) {
      await until(async () => (await world.proposal(name)).state === 'cancelled');
    }
    await at('2026-08-18T08:00:00Z');
    expect([...about('postponed'), ...about('asked')]).toEqual([]);
  });
});
