import { describe, expect, it } from '@jest/globals';
import {
  type CommitsAnalyzed,
  CommitsAnalyzedEvent,
  CommitsAttributedEvent,
  CommitsIngestedEvent,
  DeliveryAcceptedEvent,
  EVENT_OWNERS,
  JOURNEY,
  UsageRecordedEvent,
  commitJourney,
  consumersOfJourney,
  deadLetterSubjectOf,
  durableOf,
  journeyOfWriting,
  kindOfJourney,
  traceIdOfJourney,
} from './index.ts';

const SHA = '7638417db6d59f3c431d3e1f261cc637155684cd';

const push = {
  deliveryId: '1b4e28ba-2fa1-8d2a-883f-0016d3cca427',
  forge: 'github',
  repository: { id: '1296269', name: 'octo/hello' },
  ref: 'refs/heads/main',
  part: 0,
} as const;

const analyzed = (...shas: string[]): CommitsAnalyzed => ({
  cause: 'the event of their push',
  commits: shas.map((sha) => ({ journey: commitJourney(push, sha), commitments: [], debtNotes: 0 })),
});

describe('an event', () => {
  it('has the same id however often it is published', () => {
    expect(CommitsAnalyzedEvent.idOf(analyzed(SHA))).toBe(CommitsAnalyzedEvent.idOf(analyzed(SHA)));
  });

  it('has another id when it carries other commits', () => {
    const whole = CommitsAnalyzedEvent.idOf(analyzed(SHA, SHA.replace('7', '8')));
    expect(CommitsAnalyzedEvent.idOf(analyzed(SHA))).not.toBe(whole);
  });

  it('can be cut down to one of its items', () => {
    const other = SHA.replace('7', '8');
    expect(CommitsAnalyzedEvent.only(analyzed(SHA, other), 1)).toEqual(analyzed(other));
  });

  it('moves each of its items along a journey of its own', () => {
    expect(CommitsAnalyzedEvent.itemsOf(analyzed(SHA))).toEqual([`commit/github/1296269/${SHA}`]);
  });

  it('refuses what does not fit its schema, and names the field', () => {
    expect(() => CommitsIngestedEvent.parse({ cause: 'x', pushes: [{ push, commits: [{ sha: 'no' }] }] })).toThrow(
      /sha/,
    );
    expect(() => UsageRecordedEvent.parse({ cause: 'x', usages: [] })).toThrow(/usages/);
  });

  it('belongs to the owner that its subject starts with', () => {
    for (const { event } of JOURNEY) expect(EVENT_OWNERS).toContain(event.owner);
    expect(DeliveryAcceptedEvent.owner).toBe('gateway');
  });
});

describe('an outline', () => {
  const { deliveryId } = push;
  const at = '2026-08-03T10:00:00Z';
  const tokens = { input: 9, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 3, reasoning: 0 };
  const usage = (usageId: string) => ({
    ...{ usageId, journey: commitJourney(push, SHA), task: 'extraction', provider: 'mock' },
    ...{ model: 'mock', tokens, at },
  });
  const commit = (sha: string) => ({ sha, message: { text: 'Say hello' }, authoredAt: at });
  const others = [commit(SHA), commit(SHA.replace('7', '8'))];
  const together = <Commit>(commits: readonly Commit[]) => ({
    cause: 'two deliveries',
    pushes: [
      { push, commits },
      { push: { ...push, part: 1 }, commits: commits.slice(1) },
    ],
  });
  const EXAMPLES = new Map<string, unknown>([
    [
      DeliveryAcceptedEvent.subject,
      { deliveryId, source: 'github', event: 'push', receivedAt: at, digest: 'd'.repeat(64), size: 2, document: {} },
    ],
    [CommitsIngestedEvent.subject, together(others.map((one) => ({ ...one, author: { name: 'Ada' } })))],
    [CommitsAttributedEvent.subject, together(others.map((one) => ({ ...one, attribution: { coAuthors: [] } })))],
    [UsageRecordedEvent.subject, { cause: 'x', usages: [usage('one'), usage('two')] }],
  ]);

  const outlined = JOURNEY.filter(({ event }) => event.outline);

  it('is known here by an example, each of them', () => {
    expect(outlined.map(({ event }) => event.subject)).toEqual([...EXAMPLES.keys()]);
  });

  it.each(outlined.map(({ event }) => ({ subject: event.subject, event })))(
    'of $subject names and cuts the event as the whole does',
    ({ subject, event }) => {
      const { outline } = event;
      if (!outline) throw new Error('it has none');
      const data = EXAMPLES.get(subject);
      const [whole, part] = [event.parse(data), outline.parse(data)];
      expect(JSON.stringify(part).length).toBeLessThan(JSON.stringify(whole).length);
      for (const index of event.itemsOf(whole).keys()) {
        const [one, other] = [event.only(whole, index), outline.only(part, index)];
        expect(outline.idOf(other)).toBe(event.idOf(one));
        expect(outline.itemsOf(other)).toEqual(event.itemsOf(one));
      }
      if (outline.ofId) expect(outline.ofId(event.idOf(whole))).toEqual(part);
    },
  );

  it('that an id alone should tell is refused where the id is another', () => {
    expect(() => DeliveryAcceptedEvent.outline?.ofId?.('no id of a delivery')).toThrow(/deliveryId/);
  });
});

describe('a journey key', () => {
  const journey = commitJourney({ forge: 'github', repository: { id: '1' } }, SHA);

  it('gives a commit the trace of its own SHA', () => {
    expect(traceIdOfJourney(journey)).toBe(SHA.slice(0, 32));
    expect(traceIdOfJourney('message/1')).toBeUndefined();
  });

  it('tells the kind of what travels', () => {
    expect(kindOfJourney(journey)).toBe('commit');
  });

  it('is the same for a text as for what the text belongs to', () => {
    const source = { kind: 'commit', forge: 'github', repository: { id: '1', name: 'a/b' }, sha: SHA } as const;
    expect(journeyOfWriting(source)).toBe(journey);
  });
});

describe('the journey', () => {
  it('has names that operators find again', () => {
    expect(durableOf('identity', { subject: 'ingestion.commits.ingested.v1' })).toBe('identity-commits-ingested');
    expect(deadLetterSubjectOf('identity', { subject: 'ingestion.commits.ingested.v1' })).toBe(
      'dlq.identity.commits-ingested',
    );
  });

  it('gives every durable consumer a name of its own', () => {
    const names = consumersOfJourney().map(({ service, event }) => durableOf(service, event));
    expect(new Set(names).size).toBe(names.length);
  });

  it('brings every event to the journal', () => {
    const journaled = consumersOfJourney().filter(({ service }) => service === 'admin');
    expect(journaled).toHaveLength(JOURNEY.length);
  });
});
