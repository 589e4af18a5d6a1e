import { describe, expect, it } from '@jest/globals';
import {
  type CommitsAnalyzed,
  CommitsAnalyzedEvent,
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

const analyzed = (...shas: string[]): CommitsAnalyzed => ({
  push: {
    deliveryId: '1b4e28ba-2fa1-8d2a-883f-0016d3cca427',
    forge: 'github',
    repository: { id: '1296269', name: 'octo/hello' },
    ref: 'refs/heads/main',
    part: 0,
  },
  commits: shas.map((sha) => ({ sha, commitments: [], debtNotes: 0 })),
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
    expect(() => CommitsAnalyzedEvent.parse({ ...analyzed('not a sha') })).toThrow(/sha/);
    expect(() => UsageRecordedEvent.parse({ cause: 'x', usages: [] })).toThrow(/usages/);
  });

  it('belongs to the owner that its subject starts with', () => {
    for (const { event } of JOURNEY) expect(EVENT_OWNERS).toContain(event.owner);
    expect(DeliveryAcceptedEvent.owner).toBe('gateway');
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
