import {
  ActInSlack,
  AuditRecordedEvent,
  InterventionDecidedEvent,
  InterventionDeliveredEvent,
  type Preferences,
  SetLeads,
  SetPreferences,
} from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { type Slack, type SlackPerson, startSlack } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotifierWorld, danger, kept, person } from './testing/notifier-world.ts';

const AUTHOR = { slackId: 'U0AUTHOR', personId: person.id, email: 'author@example.org' };
const LEAD = { slackId: 'U0LEAD', personId: stableId('lead'), email: 'lead@example.org' };
const OTHER = { slackId: 'U0OTHER', personId: stableId('other lead'), email: 'other@example.org' };

describe('a walk through Slack', () => {
  let slack: Slack;
  let world: NotifierWorld;
  let author: SlackPerson;
  let lead: SlackPerson;
  let now = Date.parse('2026-08-06T15:00:00Z');

  const at = async (time: string) => {
    now = Date.parse(time);
    await world.letItBe(time);
  };
  const press = (who: SlackPerson, act: 'accept' | 'reject' | 'mistaken' | 'open-form', interventionId: string) =>
    world.ask(ActInSlack, { interventionId, slackId: who.user.id, act });

  beforeAll(async () => {
    slack = await startSlack({ now: () => now });
    world = await NotifierWorld.start({
      ...slack.environment,
      ARBITER_KEPT_PROMISES: 'thank',
      ARBITER_INTEGRATION_TIMEOUT: '1',
      ARBITER_HOLIDAYS: 'DE',
    });
    world.directory.people.push(AUTHOR, LEAD, OTHER);
    author = slack.join({ id: AUTHOR.slackId, name: 'author' });
    lead = slack.join({ id: LEAD.slackId, name: 'lead' });
    slack.join({ id: OTHER.slackId, name: 'other' });
    await world.letItBe('2026-08-06T15:00:00Z');
    const organization = { type: 'organization', name: '' } as const;
    const people = [AUTHOR, LEAD, OTHER].map(({ personId }) => ({ personId }));
    await world.ask(SetLeads, { leads: [{ scope: organization, people }] });
    await world.ask(SetPreferences, {
      person: { personId: AUTHOR.personId },
      preferences: { zone: 'Europe/Berlin', language: 'en' },
    });
  });
  afterAll(async () => {
    await world.close();
    await slack.close();
  });

  it('asks leads, and never the subject, when a promise is in danger', async () => {
    await world.endanger(danger('walk'));
    const { state, message } = await world.proposal('walk');
    expect(state).toBe('proposed');
    expect(message).toMatchObject({ tone: 'supportive', confidence: 0.9, why: ['risk is high'] });
    expect(message?.text).toContain('“mend walk” (by when: 2026-08-07)');
    await until(() => Promise.resolve(lead.inbox.length === 1));
    expect(lead.inbox[0]?.text).toContain('Shall this be said');
    expect(JSON.stringify(lead.inbox[0]?.blocks)).toContain('mend walk');
    expect(JSON.stringify(lead.inbox[0]?.blocks)).toContain('*Where:* octo/hello, commit ');
    expect(JSON.stringify(lead.inbox[0]?.blocks)).not.toContain('author@');
    expect(author.inbox).toEqual([]);
  });

  it('sends nothing before a lead decided, and nobody else decides', async () => {
    const { interventionId } = await world.proposal('walk');
    expect(await press(author, 'accept', interventionId)).toMatchObject({ outcome: 'is-the-subject' });
    const stranger = slack.join({ id: 'U0STRANGER', name: 'stranger' });
    await expect(press(stranger, 'accept', interventionId)).rejects.toMatchObject({ code: 'unknown-person' });
    await at('2026-08-06T15:05:00Z');
    expect(author.inbox).toEqual([]);
  });

  it('lets the first click win, and takes the buttons away from everybody', async () => {
    const { interventionId } = await world.proposal('walk');
    const [one, two] = await Promise.all([
      world.ask(ActInSlack, { interventionId, slackId: LEAD.slackId, act: 'accept' }),
      world.ask(ActInSlack, { interventionId, slackId: OTHER.slackId, act: 'reject' }),
    ]);
    expect([one.outcome, two.outcome].toSorted()).toEqual(['decided', 'decided-before']);
    const again = await world.ask(ActInSlack, { interventionId, slackId: LEAD.slackId, act: 'accept' });
    expect(again.outcome).toBe('decided-before');
    await until(() => Promise.resolve(lead.inbox.every(({ edited }) => edited)));
    expect(JSON.stringify(lead.inbox[0]?.blocks)).not.toContain('actions');
    const [decided] = await world.outside.awaitPublished(InterventionDecidedEvent, 1);
    expect(decided).toMatchObject({ interventionId, personId: AUTHOR.personId, mistaken: false });
  });

  it('speaks to the person privately, in their own morning', async () => {
    await world.endanger(danger('morning'));
    const { interventionId } = await world.proposal('morning');
    expect(await press(lead, 'accept', interventionId)).toMatchObject({ outcome: 'decided' });
    const before = author.inbox.length;
    // 19:00, and 08:59 on Friday, in Berlin.
    for (const time of ['2026-08-06T17:00:00Z', '2026-08-07T06:59:00Z']) {
      await at(time);
      expect(author.inbox).toHaveLength(before);
    }
    await at('2026-08-07T07:01:00Z');
    expect(author.inbox.length).toBe(before + 1);
    expect(author.inbox.at(-1)?.text).toContain('mend morning');
    const delivered = await world.outside.awaitPublished(InterventionDeliveredEvent, 1);
    expect(delivered.map(({ about }) => about)).toContain('promise-at-risk');
    expect((await world.proposal('morning')).state).toBe('delivered');
  });

  it('thanks for what was kept after a reminder, and tells of nothing that was not', async () => {
    await world.endanger(danger('silent'));
    await world.proposal('silent');
    await world.keep(kept('morning'), kept('silent'));
    await world.proposal('morning', 'promise-kept');
    await until(async () => (await world.proposal('silent')).state === 'cancelled');
    const before = author.inbox.length;
    await at('2026-08-10T12:00:00Z');
    expect(author.inbox.length).toBe(before + 1);
    expect(author.inbox.at(-1)?.text).toContain('“mend morning” is done. Thank you');
    expect(author.inbox.map(({ text }) => text).filter((text) => text.includes('silent'))).toEqual([]);
    expect((await world.proposal('silent')).state).toBe('cancelled');
  });

  it('looks again at what waits for the person when their wishes change, and not before an approval has settled', async () => {
    const wish = (preferences: Preferences) =>
      world.ask(SetPreferences, { person: { personId: AUTHOR.personId }, preferences });
    await at('2026-08-10T20:00:00Z');
    await world.endanger(danger('evening'));
    const { interventionId } = await world.proposal('evening');
    expect(await press(lead, 'accept', interventionId)).toMatchObject({ outcome: 'decided' });
    await at('2026-08-10T20:05:00Z');
    await wish({ quiet: { from: '23:30', until: '06:00' }, digestHours: 0 });
    const evening = () => author.inbox.filter(({ text }) => text.includes('mend evening'));
    await at('2026-08-10T20:05:01Z');
    expect(evening()).toHaveLength(1);

    await world.endanger(danger('soon'));
    const soon = await world.proposal('soon');
    expect(await press(lead, 'accept', soon.interventionId)).toMatchObject({ outcome: 'decided' });
    await wish({ language: 'en' });
    await at('2026-08-10T20:05:10Z');
    expect(author.inbox.filter(({ text }) => text.includes('mend soon'))).toHaveLength(0);
    await at('2026-08-10T20:05:12Z');
    expect(author.inbox.filter(({ text }) => text.includes('mend soon'))).toHaveLength(1);
    await wish({ quiet: { from: '18:00', until: '09:00' }, digestHours: 12 });
    await world.database.query(`update delivery set sending_since = '2026-08-01' where state = 'delivered'`);
  });

  it('accounts for everything that was decided, with its reason', async () => {
    const entries = (await world.outside.published(AuditRecordedEvent)).map(({ action }) => action);
    expect(entries).toEqual(
      expect.arrayContaining(['intervention.proposed', 'intervention.accepted', 'intervention.refused']),
    );
  });

  describe('when Slack is unreliable', () => {
    const approved = async (name: string): Promise<string> => {
      await world.endanger(danger(name));
      const { interventionId } = await world.proposal(name);
      await until(() =>
        Promise.resolve(lead.inbox.some(({ blocks }) => JSON.stringify(blocks).includes(interventionId))),
      );
      expect(await press(lead, 'accept', interventionId)).toMatchObject({ outcome: 'decided' });
      return interventionId;
    };
    const about = (name: string) => author.inbox.filter(({ text }) => text.includes(`mend ${name}”`));

    it.each(['cut', 'silent', { answer: 'internal_error' }] as const)(
      'finds out what became of a message, and repeats none: %j',
      async (fault) => {
        const name = `found-${typeof fault === 'string' ? fault : 'error'}`;
        await at('2026-08-11T12:00:00Z');
        await approved(name);
        slack.fail('chat.postMessage', fault);
        for (const minute of ['13:00', '13:02', '13:04', '13:10', '13:30']) await at(`2026-08-12T${minute}:00Z`);
        const arrived = typeof fault === 'string';
        expect(about(name)).toHaveLength(1);
        expect(slack.calls.filter(({ method }) => method === 'conversations.history').length).toBeGreaterThan(0);
        expect((await world.proposal(name)).state).toBe('delivered');
        expect(arrived || slack.calls.some(({ outcome }) => outcome === 'internal_error')).toBe(true);
        await world.database.query(`update delivery set sending_since = '2026-08-01' where state = 'delivered'`);
      },
      60_000,
    );

    it('waits as long as it is told to', async () => {
      await at('2026-08-13T12:00:00Z');
      await approved('limited');
      slack.fail('chat.postMessage', 'ratelimited');
      await at('2026-08-13T12:01:00Z');
      expect(about('limited')).toHaveLength(0);
      await at('2026-08-13T12:01:02Z');
      expect(about('limited')).toHaveLength(1);
      await world.database.query(`update delivery set sending_since = '2026-08-01' where state = 'delivered'`);
    });

    it('leaves somebody alone who does not want to be disturbed', async () => {
      await at('2026-08-17T09:00:00Z');
      await approved('asleep');
      slack.workspace.users.set(AUTHOR.slackId, {
        id: AUTHOR.slackId,
        name: 'author',
        snoozeUntil: Date.parse('2026-08-17T11:00:00Z') / 1_000,
      });
      await at('2026-08-17T10:59:00Z');
      expect(about('asleep')).toHaveLength(0);
      await at('2026-08-17T11:00:30Z');
      expect(about('asleep')).toHaveLength(1);
    });

    it('says where it failed for good, and goes no other way than the person wants', async () => {
      await at('2026-08-19T09:00:00Z');
      const id = await approved('gone');
      slack.workspace.users.set(AUTHOR.slackId, { id: AUTHOR.slackId, name: 'author', deleted: true });
      await at('2026-08-19T10:00:00Z');
      const item = (await world.inbox()).items.find(({ interventionId }) => interventionId === id);
      expect(item?.deliveries).toEqual([{ channel: 'slack', state: 'failed', outcome: 'user_disabled' }]);
    });
  });
});
