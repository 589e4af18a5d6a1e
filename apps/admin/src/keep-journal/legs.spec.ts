import { AuditRecordedEvent, JOURNEY } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { LEGS, legOf } from './legs.ts';

describe('the legs of the journal', () => {
  it('are the events of the journey, each once, but for audit entries, which have a log of their own', () => {
    const known = [AuditRecordedEvent.subject, ...LEGS.map(({ event }) => event.subject)].toSorted();
    expect(known).toEqual(JOURNEY.map(({ event }) => event.subject).toSorted());
  });

  it('have codes of their own', () => {
    expect(new Set(LEGS.map(({ code }) => code)).size).toBe(LEGS.length);
  });

  it('keep the codes that stand in databases already', () => {
    expect(LEGS.map(({ code, event }) => `${String(code)} ${event.subject}`)).toEqual([
      '1 gateway.delivery.accepted.v1',
      '2 gateway.delivery.diverted.v1',
      '3 ingestion.commits.ingested.v1',
      '4 ingestion.change.updated.v1',
      '5 ingestion.comment.created.v1',
      '6 ingestion.message.received.v1',
      '7 identity.commits.attributed.v1',
      '8 identity.change.attributed.v1',
      '9 identity.comment.attributed.v1',
      '10 identity.message.attributed.v1',
      '11 review.commits.analyzed.v1',
      '12 review.text.analyzed.v1',
      '13 review.commitment.made.v1',
      '14 llm.usage.recorded.v1',
      '15 cost.usage.priced.v1',
      '16 notifier.intervention.proposed.v1',
      '17 notifier.intervention.delivered.v1',
      '18 cost.budget.warned.v1',
      '19 cost.budget.exhausted.v1',
      '20 notifier.intervention.undelivered.v1',
      '21 review.commitment.at-risk.v1',
      '22 review.commitment.kept.v1',
      '23 review.commitment.broken.v1',
      '24 review.commitment.withdrawn.v1',
      '25 review.change.reviewed.v1',
      '26 notifier.intervention.decided.v1',
      '27 identity.person.matched.v1',
      '28 identity.person.parted.v1',
      '29 review.push.reviewed.v1',
    ]);
  });

  it('refuse an event that the journal does not know', () => {
    expect(() => legOf({ subject: 'review.nothing.heard-of.v1' })).toThrow(RangeError);
  });
});
