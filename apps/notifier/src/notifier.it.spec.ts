import {
  CommitmentMadeEvent,
  CommitsAnalyzedEvent,
  InterventionDeliveredEvent,
  InterventionProposedEvent,
  TextAnalyzedEvent,
  commitJourney,
} from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { stableId } from '@arbiter/service';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NoteDebt } from './note-debt/note-debt.ts';
import { ProposeIntervention } from './propose-intervention/propose-intervention.ts';
import { NotifierWorld, person, promise, repository } from './testing/notifier-world.ts';

describe('the notifier without Slack', () => {
  let world: NotifierWorld;

  beforeAll(async () => {
    world = await NotifierWorld.start();
  });
  afterAll(() => world.close());

  it('proposes in the inbox what was promised', async () => {
    await world.make(promise('one'));
    const [proposed] = await world.outside.awaitPublished(InterventionProposedEvent, 1);
    expect(proposed).toMatchObject({
      interventionId: stableId('intervention', stableId('commitment', 'one')),
      reason: 'promise-made',
      deliverTo: ['inbox'],
    });
    expect(await world.inbox()).toMatchObject({
      items: [
        {
          interventionId: proposed?.interventionId,
          state: 'proposed',
          quote: 'I will mend one by Friday',
          what: 'mend one',
          dueAt: '2026-08-07T17:00:00+02:00',
          proposedAt: proposed?.proposedAt,
          deliveries: [],
        },
      ],
      total: 1,
    });
  });

  it('proposes it once, and says the same again when told again', async () => {
    await world.outside.events.publish(CommitmentMadeEvent, promise('one'), { drive: 'again' });
    const [first, second] = await world.outside.awaitPublished(InterventionProposedEvent, 2);
    expect(second).toEqual(first);
    expect((await world.inbox()).total).toBe(1);
  });

  it('proposes once when several are told at the same time', async () => {
    const proposeIntervention = world.app.get(ProposeIntervention);
    await Promise.all(Array.from({ length: 8 }, () => proposeIntervention.run([promise('race'), promise('race')])));
    expect((await world.inbox()).items.filter(({ what }) => what === 'mend race')).toHaveLength(1);
  });

  it('says of an ambiguous promise that it is one', async () => {
    await world.make(promise('two', { ambiguous: true, deadline: null }));
    await until(async () => (await world.entry('two')) !== undefined);
    expect(await world.entry('two')).toMatchObject({ reason: 'promise-ambiguous', dueAt: null });
    expect(await world.outside.published(InterventionDeliveredEvent)).toEqual([]);
  });

  it('notes debt for its author alone, once', async () => {
    const place = { forge: 'github', repository } as const;
    const analyzed = (
      digit: string,
      debtNotes: number,
      author?: typeof person | { id: string; kind: 'bot'; standing: 'known' },
    ) => ({
      ...{ journey: commitJourney(place, digit.repeat(40)), commitments: [], debtNotes },
      ...(author && { author }),
    });
    const commits = [
      analyzed('1', 2, person),
      analyzed('2', 0, person),
      analyzed('3', 1),
      analyzed('4', 1, { id: stableId('bot'), kind: 'bot', standing: 'known' }),
    ];
    const text = {
      source: { kind: 'change', ...place, number: 7 },
      ...{ deliveryId: stableId('e'), author: person, commitments: [], debtNotes: 3 },
    } as const;
    await world.outside.events.publish(CommitsAnalyzedEvent, { cause: 'd', commits });
    await world.outside.events.publish(TextAnalyzedEvent, text);
    const notes = () => world.database.query('select journey, version, person_id, notes from debt_note order by 1');
    await until(async () => (await notes()).length === 2);
    await world.app.get(NoteDebt).ofCommits([{ cause: 'd', commits }]);
    await world.app.get(NoteDebt).ofTexts([text]);
    expect(await notes()).toEqual([
      { journey: 'change/github/1296269/7', version: stableId('e'), person_id: person.id, notes: 3 },
      { journey: `commit/github/1296269/${'1'.repeat(40)}`, version: '', person_id: person.id, notes: 2 },
    ]);
  });
});
