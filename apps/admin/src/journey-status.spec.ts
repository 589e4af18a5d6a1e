import {
  BudgetWarnedEvent,
  ChangeAttributedEvent,
  ChangeUpdatedEvent,
  CommitmentMadeEvent,
  CommitsAnalyzedEvent,
  CommitsAttributedEvent,
  CommitsIngestedEvent,
  DeliveryAcceptedEvent,
  DeliveryDivertedEvent,
  type EventDefinition,
  InterventionDeliveredEvent,
  InterventionProposedEvent,
  InterventionUndeliveredEvent,
  TextAnalyzedEvent,
  UsagePricedEvent,
  UsageRecordedEvent,
} from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { CLOSING, OVERTAKEN, type Taken, isComplete, isCompleteAtOnce, statusOf } from './journey-status.ts';
import { codeOf } from './keep-journal/legs.ts';

const step = (event: Pick<EventDefinition, 'subject'>, fact = '', ...names: string[]): Taken => ({
  leg: codeOf(event),
  fact,
  names,
});

const plain = [
  step(CommitsIngestedEvent),
  step(CommitsAttributedEvent),
  step(CommitsAnalyzedEvent),
  step(UsageRecordedEvent, 'usage'),
  step(UsagePricedEvent, 'usage'),
];

const promising = [
  ...plain.with(2, step(CommitsAnalyzedEvent, '', 'one', 'two')),
  step(CommitmentMadeEvent, 'one'),
  step(CommitmentMadeEvent, 'two'),
  step(InterventionProposedEvent, 'one'),
  step(InterventionProposedEvent, 'two', 'two/slack'),
  step(InterventionDeliveredEvent, 'two/slack'),
];

const versions = ['first', 'second'].flatMap((delivery) => [
  step(ChangeUpdatedEvent, delivery),
  step(ChangeAttributedEvent, delivery),
  step(TextAnalyzedEvent, delivery, 'one'),
]);
const change = [
  ...versions,
  step(UsageRecordedEvent, 'usage'),
  step(UsagePricedEvent, 'usage'),
  step(CommitmentMadeEvent, 'one'),
  step(InterventionProposedEvent, 'one'),
];

describe("a commit's journey", () => {
  it.each([
    ['without promises', plain],
    ['with a promise that Slack refused', promising.with(-1, step(InterventionUndeliveredEvent, 'two/slack'))],
    ['with promises, one of them told on Slack', promising],
  ])('%s is complete with its last step only', (_, steps) => {
    expect(isComplete('commit', steps)).toBe(true);
    for (const index of steps.keys()) expect(isComplete('commit', steps.toSpliced(index, 1))).toBe(false);
  });

  it('may become known in any order', () => {
    expect(isComplete('commit', promising.toReversed())).toBe(true);
  });

  it('waits for the price of every usage', () => {
    expect(isComplete('commit', [...plain, step(UsageRecordedEvent, 'another')])).toBe(false);
  });

  it('is never complete before a closing step', () => {
    const open = promising.filter(({ leg }) => !CLOSING.includes(leg));
    expect(isComplete('commit', open)).toBe(false);
  });
});

describe("a change's journey", () => {
  it('is complete when each of its versions went through, though they promise the same', () => {
    expect(isComplete('change', change)).toBe(true);
    for (const index of change.keys()) expect(isComplete('change', change.toSpliced(index, 1))).toBe(false);
  });

  it('goes on with another version', () => {
    expect(isComplete('change', [...change, step(ChangeUpdatedEvent, 'third')])).toBe(false);
  });
});

describe("a delivery's journey", () => {
  it('is complete when it is accepted', () => {
    expect(isComplete('delivery', [step(DeliveryAcceptedEvent)])).toBe(true);
  });

  it('is not complete while it is only diverted', () => {
    expect(isComplete('delivery', [step(DeliveryDivertedEvent)])).toBe(false);
    expect(isComplete('delivery', [step(DeliveryDivertedEvent), step(DeliveryAcceptedEvent)])).toBe(true);
  });
});

describe("a budget's journey", () => {
  it('is complete with whatever is told of it', () => {
    expect(isComplete('budget', [step(BudgetWarnedEvent, '80')])).toBe(true);
    expect(CLOSING).toContain(codeOf(BudgetWarnedEvent));
  });
});

describe('a journey of any kind', () => {
  it.each(['delivery', 'budget', 'person'] as const)('is complete with its first step: %s', (kind) => {
    expect(isCompleteAtOnce(kind)).toBe(true);
  });

  it.each(['commit', 'change', 'comment', 'message'] as const)('is complete once its usage is priced: %s', (kind) => {
    expect(isCompleteAtOnce(kind)).toBe(false);
    expect(OVERTAKEN).toBe(codeOf(UsagePricedEvent));
    expect(CLOSING).toContain(OVERTAKEN);
  });
});

describe('a status', () => {
  it.each([
    ['commit', false, false, 'running'],
    ['commit', true, false, 'complete'],
    ['commit', false, true, 'dead-lettered'],
    ['commit', true, true, 'complete'],
    ['delivery', true, false, 'complete'],
    ['delivery', true, true, 'dead-lettered'],
  ] as const)('of a %s that is complete (%s) and has dead letters (%s) is %s', (kind, complete, dead, status) => {
    expect(statusOf(kind, complete, dead)).toBe(status);
  });
});
