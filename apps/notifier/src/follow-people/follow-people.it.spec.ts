import {
  DecideIntervention,
  ErasePerson,
  ExportPerson,
  ListInbox,
  PersonMatchedEvent,
  PersonPartedEvent,
  SetLeads,
  SetPreferences,
  ShowPreferences,
} from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { type Slack, type SlackPerson, startSlack } from '@arbiter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NotifierWorld, danger, person } from '../testing/notifier-world.ts';

const LEAD = { slackId: 'U0LEAD', personId: stableId('lead') };
const ALIAS = { ...person, id: stableId('somebody else') };

describe('people who turn out to be one', () => {
  let slack: Slack;
  let world: NotifierWorld;
  let author: SlackPerson;
  let now = Date.parse('2026-08-05T08:00:00Z');
  let matches = 0;
  let before = 0;

  beforeAll(async () => {
    slack = await startSlack({ now: () => now });
    world = await NotifierWorld.start({ ...slack.environment, ARBITER_DIGEST_HOURS: '24' });
    world.directory.people.push(LEAD, { slackId: 'U0AUTHOR', personId: person.id }, { personId: ALIAS.id });
    author = slack.join({ id: 'U0AUTHOR', name: 'author' });
    slack.join({ id: LEAD.slackId, name: 'lead' });
    const scope = { type: 'organization', name: '' } as const;
    await world.ask(SetLeads, { leads: [{ scope, people: [{ personId: LEAD.personId }] }] });
  });
  afterAll(async () => {
    await world.close();
    await slack.close();
  });
  beforeEach(async () => {
    now += 7 * 24 * 3_600_000;
    await world.letItBe(new Date(now).toISOString());
    for (const table of ['recipient', 'person_match', 'delivery', 'intervention', 'promise'])
      await world.database.query(`delete from ${table}`);
    before = author.inbox.length;
  });

  const got = () => author.inbox.slice(before).map(({ text }) => text);
  const later = async (hours: number) => {
    now += hours * 3_600_000;
    await world.letItBe(new Date(now).toISOString());
  };
  const wish = (personId: string, preferences: { optOut?: boolean; zone?: string }) =>
    world.ask(SetPreferences, { person: { personId }, preferences });
  const wishes = async (personId: string) => (await world.ask(ShowPreferences, { person: { personId } })).preferences;
  const approved = async (name: string) => {
    const { interventionId } = await world.proposal(name);
    await world.ask(DecideIntervention, { interventionId, decision: 'accepted', by: { personId: LEAD.personId } });
  };

  /** Tells of a match, or that it is taken back, and waits until it is known. */
  const tell = async (event: typeof PersonMatchedEvent, match: ReturnType<typeof matchOf>) => {
    const { messages } = await seen(match.matchId);
    await world.outside.events.publish(event, match);
    await until(async () => (await seen(match.matchId)).messages !== messages);
  };
  const seen = async (matchId: string) => {
    const rows = await world.database.query<{ parted: boolean }>(
      'select parted from person_match where match_id = $1',
      [matchId],
    );
    return { messages: JSON.stringify(rows) };
  };
  const matchOf = () => ({
    matchId: stableId('match', String(matches++)),
    personId: ALIAS.id,
    intoId: person.id,
    evidence: 'directory' as const,
    at: new Date(now).toISOString(),
  });

  it('are left alone as soon as either wants it, and each again as they want it once they are parted', async () => {
    await wish(ALIAS.id, { optOut: true });
    await wish(person.id, { zone: 'Asia/Tokyo' });
    const match = matchOf();
    await tell(PersonMatchedEvent, match);
    expect(await wishes(person.id)).toEqual({ optOut: true, zone: 'Asia/Tokyo' });
    expect(await wishes(ALIAS.id)).toEqual({ optOut: true, zone: 'Asia/Tokyo' });
    await later(1);
    await wish(person.id, { optOut: false });
    expect(await wishes(ALIAS.id)).toMatchObject({ optOut: false });
    await tell(PersonPartedEvent, match);
    expect(await wishes(ALIAS.id)).toEqual({ optOut: true });
    expect(await wishes(person.id)).toEqual({ optOut: false, zone: 'Asia/Tokyo' });
  });

  it('are not asked about, where the other has opted out', async () => {
    await wish(ALIAS.id, { optOut: true });
    await tell(PersonMatchedEvent, matchOf());
    await world.endanger(danger('opted out'));
    await until(async () => (await world.database.query(`select from promise`)).length > 0);
    expect((await world.inbox()).items).toEqual([]);
  });

  it('have one inbox', async () => {
    await world.endanger(danger('mine'), danger('theirs', { person: ALIAS }));
    await world.proposal('mine');
    await world.proposal('theirs');
    const of = async (personId: string) => (await world.ask(ListInbox, { limit: 10, personId })).total;
    expect([await of(person.id), await of(ALIAS.id)]).toEqual([1, 1]);
    const match = matchOf();
    await tell(PersonMatchedEvent, match);
    expect([await of(person.id), await of(ALIAS.id)]).toEqual([2, 2]);
    await tell(PersonPartedEvent, match);
    expect([await of(person.id), await of(ALIAS.id)]).toEqual([1, 1]);
  });

  it('are told once in a window, whatever the id', async () => {
    await world.endanger(danger('first'), danger('second', { person: ALIAS }));
    await approved('first');
    await later(1);
    expect(got()).toHaveLength(1);
    world.directory.people.splice(2, 1);
    world.directory.people[1] = { slackId: 'U0AUTHOR', personId: person.id, formerly: ALIAS.id };
    await tell(PersonMatchedEvent, matchOf());
    await approved('second');
    await later(1);
    expect(got()).toHaveLength(1);
    await later(25);
    expect(got()).toEqual([expect.stringContaining('mend first'), expect.stringContaining('mend second')]);
    world.directory.people[1] = { slackId: 'U0AUTHOR', personId: person.id };
    world.directory.people.push({ personId: ALIAS.id });
  });

  it('stay parted, in whichever order it is told, and however often', async () => {
    await wish(ALIAS.id, { optOut: true });
    const match = matchOf();
    await tell(PersonPartedEvent, match);
    await world.outside.events.publish(PersonMatchedEvent, match);
    const next = matchOf();
    await tell(PersonMatchedEvent, next);
    expect(await wishes(person.id)).toEqual({ optOut: true });
    await tell(PersonPartedEvent, next);
    expect(await wishes(person.id)).toEqual({});
  });

  it('are told what is held of them, and forgotten, as one', async () => {
    await tell(PersonMatchedEvent, matchOf());
    const everybody = { personIds: [person.id, ALIAS.id], traces: [], writings: [] };
    expect(await world.ask(ExportPerson.notifier, everybody)).toMatchObject({
      records: [{ kind: 'counts-as-one-person' }],
      next: null,
    });
    await world.ask(ErasePerson.notifier, everybody);
    expect(await world.database.query('select from person_match')).toEqual([]);
  });
});
