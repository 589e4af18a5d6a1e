import {
  ActInSlack,
  AuditRecordedEvent,
  AuditText,
  DecideIntervention,
  InterventionDecidedEvent,
  ListAcceptance,
  SetGuidance,
  SetLeads,
  SetPreferences,
} from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { type Slack, type SlackPerson, startSlack } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Rulebooks } from '../look-up/rulebooks.ts';
import { broken } from '../follow-promises/danger.ts';
import { FollowDanger } from '../follow-promises/follow-danger.ts';
import { NotifierWorld, danger, person } from '../testing/notifier-world.ts';

const AUTHOR = { slackId: 'U0AUTHOR', personId: person.id, email: 'author@example.org' };
const LEAD = { slackId: 'U0LEAD', personId: stableId('lead'), email: 'lead@example.org' };
const somewhere = { ...person, department: 'platform' } as const;

describe('what leads decide', () => {
  let slack: Slack;
  let world: NotifierWorld;
  let author: SlackPerson;
  let now = Date.parse('2026-08-11T12:00:00Z');

  const at = async (time: string) => {
    now = Date.parse(time);
    await world.letItBe(time);
  };
  const decide = (interventionId: string, decision: 'accepted' | 'modified' | 'rejected', over: object = {}) =>
    world.ask(DecideIntervention, { interventionId, decision, by: { personId: LEAD.personId }, ...over });
  const proposed = async (name: string) => {
    await world.endanger(danger(name, { person: somewhere }));
    return (await world.proposal(name)).interventionId;
  };
  const audited = async (action: string, id: string) =>
    (await world.outside.published(AuditRecordedEvent)).find(
      (entry) => entry.action === `intervention.${action}` && entry.object?.id === id,
    );

  beforeAll(async () => {
    slack = await startSlack({ now: () => now });
    world = await NotifierWorld.start({
      ...slack.environment,
      ARBITER_QUIET_HOURS: '00:00-00:00',
      ARBITER_DIGEST_HOURS: '0',
      ARBITER_INTERVENTION_EXPIRY_HOURS: '72',
      FOLLOW_UP_DELAY_SECONDS: '1',
    });
    world.directory.people.push(AUTHOR, LEAD);
    author = slack.join({ id: AUTHOR.slackId, name: 'author' });
    slack.join({ id: LEAD.slackId, name: 'lead' });
    await world.letItBe('2026-08-11T12:00:00Z');
    const scope = { type: 'organization', name: '' } as const;
    await world.ask(SetLeads, { leads: [{ scope, people: [{ personId: LEAD.personId }] }] });
  });
  afterAll(async () => {
    await world.close();
    await slack.close();
  });

  it('is over when nobody does in time: nothing is sent, and it counts for and against nobody', async () => {
    const id = await proposed('forgotten');
    await at('2026-08-14T11:59:00Z');
    expect((await world.proposal('forgotten')).state).toBe('proposed');
    await at('2026-08-14T12:01:00Z');
    expect((await world.proposal('forgotten')).state).toBe('expired');
    expect(await decide(id, 'accepted')).toMatchObject({ outcome: 'expired' });
    await at('2026-08-14T12:05:00Z');
    expect(author.inbox).toEqual([]);
    expect(await world.ask(ListAcceptance, {})).toEqual({ items: [] });
    await until(async () => (await audited('expired', id)) !== undefined);
    expect(await audited('expired', id)).toMatchObject({ reason: 'nobody decided in time', personId: AUTHOR.personId });
  });

  it('may be said in other words, as long as those are safe', async () => {
    const id = await proposed('otherwise');
    for (const text of ['You are fired.', 'Think of your salary reduction.'])
      expect(await decide(id, 'modified', { text })).toMatchObject({ outcome: 'unsafe' });
    expect((await world.proposal('otherwise')).state).toBe('proposed');
    expect(await decide(id, 'modified', { text: 'Shall we look at it together?' })).toMatchObject({
      outcome: 'decided',
    });
    await at('2026-08-14T12:06:00Z');
    expect(author.inbox.map(({ text }) => text)).toEqual([expect.stringContaining('Shall we look at it together?')]);
  });

  it('gives back what a failure took that was none, and leaves any other as it is', async () => {
    const failed = async (name: string) => {
      await world.app.get(FollowDanger, { strict: false }).run([broken(danger(name, { person: somewhere }))]);
      return (await world.proposal(name, 'promise-broken')).interventionId;
    };
    const state = async (name: string) =>
      (
        await world.database.query<{ readonly state: string }>('select state from promise where commitment_id = $1', [
          stableId('commitment', name),
        ])
      )[0]?.state;
    const [right, wronged] = [await failed('right'), await failed('wronged')];
    await decide(right, 'rejected');
    const act = { interventionId: wronged, slackId: LEAD.slackId, act: 'mistaken' } as const;
    expect(await world.ask(ActInSlack, act)).toMatchObject({ outcome: 'decided' });
    expect([await state('right'), await state('wronged')]).toEqual(['broken', 'open']);
    await until(async () => (await world.outside.published(InterventionDecidedEvent)).length === 3);
    const told = (await world.outside.published(InterventionDecidedEvent)).map((event) => event);
    expect(told.map(({ interventionId, mistaken }) => [interventionId, mistaken])).toEqual(
      expect.arrayContaining([
        [right, false],
        [wronged, true],
      ]),
    );
  });

  it('is summed up by department, with how many were decided', async () => {
    await decide(await proposed('yes'), 'accepted');
    expect(await world.ask(ListAcceptance, {})).toEqual({
      items: [{ department: 'platform', decided: 4, accepted: 1, modified: 1, rate: 0.25, rateWithModified: 0.5 }],
    });
  });

  it('stands in the audit log, as does what rules decide: what is not proposed, and what is not sent', async () => {
    await world.endanger(danger('calm', { person: somewhere, risk: { level: 'medium', score: 0.5 } }));
    const calm = stableId('intervention', stableId('commitment', 'calm'), 'at-risk/1');
    await until(async () => (await audited('not-proposed', calm)) !== undefined);
    expect(await audited('not-proposed', calm)).toMatchObject({ reason: 'risk-too-low', personId: AUTHOR.personId });
    const id = await proposed('unwanted');
    await decide(id, 'accepted', { reason: 'it is time' });
    const leave = { person: { personId: AUTHOR.personId }, preferences: { optOut: true } };
    await world.ask(SetPreferences, leave);
    await at('2026-08-14T12:07:00Z');
    await until(async () => (await audited('not-sent', id)) !== undefined);
    expect(await audited('not-sent', id)).toMatchObject({ reason: 'opted-out', actor: { kind: 'service' } });
    expect(await audited('accepted', id)).toMatchObject({ reason: 'it is time', actor: { id: LEAD.personId } });
    expect(author.inbox.filter(({ text }) => /calm|unwanted/.test(text))).toEqual([]);
    await world.ask(SetPreferences, { ...leave, preferences: { optOut: false } });
  });

  it('is judged by rules that are kept for an hour, and hold as soon as they are written', async () => {
    const rulebooks = world.app.get(Rulebooks, { strict: false });
    const kept = await rulebooks.of('platform');
    expect(await rulebooks.of('platform')).toBe(kept);
    const audit = async () =>
      (await world.ask(AuditText, { text: 'Think of blue horizon', department: 'platform' })).category;
    expect(await audit()).toBe('safe');
    const words = { hardBlock: ['blue horizon'], unsafe: [], exempt: [] };
    await world.ask(SetGuidance, { guidance: { ...words, generated: false, verified: true } });
    expect(await audit()).toBe('hard_block');
    const written = await rulebooks.of('platform');
    await at('2026-08-14T13:07:00Z');
    expect(await rulebooks.of('platform')).not.toBe(written);
  });
});
