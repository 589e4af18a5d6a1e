import {
  CountJourneys,
  DeliveryAcceptedEvent,
  type JourneyKey,
  JourneyStatuses,
  ShowJourney,
} from '@arbiter/contracts';
import { until } from '@arbiter/messaging/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { JournalRepository } from '../persistence/journal.repository.ts';
import { factDigest, journeyId } from './digest.ts';
import { JournalWriter } from './journal-writer.ts';
import { codeOf, legOf } from './legs.ts';
import type { Step } from './step.ts';
import { AdminWorld } from '../testing/admin-world.ts';
import { deliveryOf, journeyOf, keyOf, repository, shaOf } from '../testing/events.ts';

describe('the journal', () => {
  let world: AdminWorld;
  let drives = 0;
  /** Times the same events, each time as an operator would drive them again. */
  const tell = (events: ReturnType<typeof journeyOf>) => world.tell(events, `drive-${String((drives += 1))}`);
  const count = () => world.ask(CountJourneys, {});
  const allComplete = (commits: number) =>
    until(async () => {
      const { complete, running } = await count();
      return complete === commits && running === 0;
    });

  beforeAll(async () => {
    world = await AdminWorld.start();
  });
  afterEach(() => world.forgetEverything());
  afterAll(() => world.close());

  it('shows a commit with every step, from its delivery on, in its own trace', async () => {
    await tell(journeyOf('push', [1, 2]));
    await allComplete(2);
    const { journey } = await world.ask(ShowJourney, { journey: keyOf(1) });
    expect(journey?.status).toBe('complete');
    expect(journey?.steps.map(({ service, event }) => `${service} ${event}`).toSorted()).toEqual([
      'cost-accounting cost.usage.priced.v1',
      'gateway gateway.delivery.accepted.v1',
      'identity identity.commits.attributed.v1',
      'ingestion ingestion.commits.ingested.v1',
      'notifier notifier.intervention.delivered.v1',
      'notifier notifier.intervention.proposed.v1',
      'review llm.usage.recorded.v1',
      'review review.commitment.made.v1',
      'review review.commits.analyzed.v1',
    ]);
    expect(journey?.steps[0]?.service).toBe('gateway');
    for (const { event, time, traceId } of journey?.steps ?? []) {
      expect(new Date(time).toISOString()).toBe(time);
      if (!event.startsWith('gateway')) expect(traceId).toBe(shaOf(1).slice(0, 32));
      else expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it('counts commits by what became of them, of one repository or of all', async () => {
    await tell(journeyOf('whole', [1, 2, 3]));
    await tell(journeyOf('half', [4, 5]).slice(0, 4));
    await world.quiet();
    expect(await world.ask(CountJourneys, { forge: 'github', repositoryId: repository.id })).toEqual({
      running: 2,
      complete: 3,
      deadLettered: 0,
    });
    expect(await world.ask(CountJourneys, { repositoryId: 'another' })).toEqual({
      running: 0,
      complete: 0,
      deadLettered: 0,
    });
  });

  it('answers many statuses in the order of the question', async () => {
    await tell(journeyOf('whole', [1]));
    await tell(journeyOf('half', [2]).slice(0, 3));
    await world.quiet();
    const delivery: JourneyKey = `delivery/${deliveryOf('half').deliveryId}`;
    expect(await world.ask(JourneyStatuses, { journeys: [keyOf(3), keyOf(2), delivery, keyOf(1)] })).toEqual({
      statuses: [null, 'running', 'complete', 'complete'],
    });
    expect(await world.ask(ShowJourney, { journey: keyOf(3) })).toEqual({ journey: null });
  });

  it('ends in the same rows when everything is told again', async () => {
    const events = journeyOf('push', [1, 2, 3]);
    await tell(events);
    await allComplete(3);
    const before = await world.rows();
    await tell(events);
    await tell(events);
    await world.quiet();
    expect(await world.rows()).toEqual(before);
  });

  it('ends in the same rows whatever comes first', async () => {
    const events = journeyOf('push', [1, 2]);
    await tell(events);
    await allComplete(2);
    const inOrder = await world.rows();
    await world.forgetEverything();
    for (const event of events.toReversed()) {
      await tell([event]);
      await world.quiet();
    }
    await allComplete(2);
    expect(await world.rows()).toEqual(inOrder);
  });

  it('counts a commit once, however its push was cut', async () => {
    const events = journeyOf('push', [1, 2]);
    await tell(events);
    await allComplete(2);
    const whole = await world.rows();
    await world.forgetEverything();
    for (const { event, data } of events) {
      const parts = event.itemsOf(data).map((_, index) => ({ event, data: event.only(data, index) }));
      await tell([...parts, { event, data }]);
    }
    await allComplete(2);
    expect(await world.rows()).toEqual(whole);
  });

  it('does not let steps suffer for others that cannot be written with them', async () => {
    const writer = world.app.get(JournalWriter);
    const at = '2026-08-03T10:00:00Z';
    const step = (key: JourneyKey) => ({
      ...{ journey: journeyId(key), key, leg: codeOf(DeliveryAcceptedEvent), at },
      ...{ fact: '0', names: [], trace: null, delivery: null },
    });
    const outcomes = await Promise.allSettled([
      writer.write([step('delivery/good')]),
      writer.write([step('delivery/NUL \0, which Postgres refuses')]),
      writer.write([step('delivery/better')]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await world.rows()).journeys).toHaveLength(2);
  });

  it('finds a journey complete though two write its steps at the same time', async () => {
    const journal = world.app.get(JournalRepository);
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    const steps = journeyOf('push', numbers).flatMap(({ event, data }) =>
      event.itemsOf(data).map((key, index): Step => {
        const { fact, names = [] } = legOf(event).read(data, index);
        return {
          ...{
            journey: journeyId(key),
            key,
            leg: codeOf(event),
            at: '2026-08-03T10:00:00Z',
            trace: null,
            delivery: null,
          },
          ...{ fact: fact === undefined ? '0' : factDigest(fact), names: names.map(factDigest) },
        };
      }),
    );
    const shuffled = steps.toSorted((one, other) => (factDigest(one.key + one.fact) < factDigest(other.key) ? -1 : 1));
    const parts = Array.from({ length: 20 }, (_, part) => shuffled.filter((_, index) => index % 20 === part));
    await Promise.all(parts.map((part) => journal.write(part)));
    expect(await count()).toEqual({ running: 0, complete: 40, deadLettered: 0 });
  });
});
