import {
  BudgetExhaustedEvent,
  BudgetWarnedEvent,
  ChangeAttributedEvent,
  ChangeUpdatedEvent,
  CommentAttributedEvent,
  CommentCreatedEvent,
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
  type JourneyKind,
  type JourneyStatus,
  MessageAttributedEvent,
  MessageReceivedEvent,
  PersonMatchedEvent,
  PersonPartedEvent,
  TextAnalyzedEvent,
  UsagePricedEvent,
  UsageRecordedEvent,
} from '@arbiter/contracts';
import { BEGINNINGS, codeOf } from './keep-journal/legs.ts';

/** A step that was taken, as far as the status depends on it. */
export interface Taken {
  /** Code of the leg. */
  readonly leg: number;
  /** What happened, by whatever name: it is only compared. */
  readonly fact: string;
  /** Facts of the next leg that have to follow. */
  readonly names: readonly string[];
}

type Event = Pick<EventDefinition, 'subject'>;

const codes = (...events: readonly Event[]): readonly number[] => events.map(codeOf);

/** Steps that come in pairs: with the same fact, one is unfinished without the other, whichever became known first. */
const PAIRS: readonly (readonly [Event, Event])[] = [
  [CommitsIngestedEvent, CommitsAttributedEvent],
  [CommitsAttributedEvent, CommitsAnalyzedEvent],
  [ChangeUpdatedEvent, ChangeAttributedEvent],
  [CommentCreatedEvent, CommentAttributedEvent],
  [MessageReceivedEvent, MessageAttributedEvent],
  [UsageRecordedEvent, UsagePricedEvent],
];

/** After the one, the other has to come with the same fact. */
const FOLLOWED_BY: readonly (readonly [Event, Event])[] = [
  [DeliveryDivertedEvent, DeliveryAcceptedEvent],
  [ChangeAttributedEvent, TextAnalyzedEvent],
  [CommentAttributedEvent, TextAnalyzedEvent],
  [MessageAttributedEvent, TextAnalyzedEvent],
  // Not the other way round: of a promise in danger more is proposed later.
  [CommitmentMadeEvent, InterventionProposedEvent],
  ...PAIRS,
  ...PAIRS.map(([one, other]) => [other, one] as const),
];

/** The one names facts, and for each of them the other has to come. */
const NAMES: readonly (readonly [Event, Event])[] = [
  [CommitsAnalyzedEvent, CommitmentMadeEvent],
  [TextAnalyzedEvent, CommitmentMadeEvent],
  [InterventionProposedEvent, InterventionDeliveredEvent],
];

/** The one settles what is owed as well as the other: a delivery that was given up is done, too. */
const IN_PLACE_OF: ReadonlyMap<number, number> = new Map([
  [codeOf(InterventionUndeliveredEvent), codeOf(InterventionDeliveredEvent)],
]);

/** Steps without which no journey of the kind is complete, whatever the others say. */
const ESSENTIAL: Readonly<Record<JourneyKind, readonly number[]>> = {
  delivery: codes(DeliveryAcceptedEvent),
  commit: codes(CommitsIngestedEvent, UsagePricedEvent),
  change: codes(ChangeUpdatedEvent, UsagePricedEvent),
  comment: codes(CommentCreatedEvent, UsagePricedEvent),
  message: codes(MessageReceivedEvent, UsagePricedEvent),
  // Whatever is told of these is complete by itself.
  budget: [],
  person: [],
  audit: [],
};

/** A journey that has none of these cannot be complete: whoever looks for complete ones need not look at it. */
export const CLOSING: readonly number[] = codes(
  DeliveryAcceptedEvent,
  UsagePricedEvent,
  BudgetWarnedEvent,
  BudgetExhaustedEvent,
  PersonMatchedEvent,
  PersonPartedEvent,
);

/** The only one of them that other steps may come after: those of another kind than commits and texts have no others. */
export const OVERTAKEN: number = codeOf(UsagePricedEvent);

/** Whether journeys of the kind are complete with their first step, and stay so. */
export const isCompleteAtOnce = (kind: JourneyKind): boolean => ESSENTIAL[kind].every((leg) => BEGINNINGS.has(leg));

/** Whether every leg that the journey has to take is done. The order in which its steps became known does not matter. */
export function isComplete(kind: JourneyKind, steps: readonly Taken[]): boolean {
  const facts = new Map<number, Set<string>>();
  for (const step of steps) {
    const leg = IN_PLACE_OF.get(step.leg) ?? step.leg;
    const known = facts.get(leg);
    if (known) known.add(step.fact);
    else facts.set(leg, new Set([step.fact]));
  }
  const came = (leg: number, fact: string): boolean => facts.get(leg)?.has(fact) === true;
  return (
    ESSENTIAL[kind].every((leg) => facts.has(leg)) &&
    steps.every(({ leg, fact }) => next.get(leg)?.every((other) => came(other, fact)) ?? true) &&
    steps.every(({ leg, names }) => named.get(leg)?.every((other) => names.every((name) => came(other, name))) ?? true)
  );
}

const next = table(FOLLOWED_BY);
const named = table(NAMES);

function table(pairs: readonly (readonly [Event, Event])[]): ReadonlyMap<number, readonly number[]> {
  const byStep = Map.groupBy(pairs, ([step]) => codeOf(step));
  return new Map([...byStep].map(([step, found]) => [step, found.map(([, other]) => codeOf(other))]));
}

/**
 * Where a journey stands. A dead letter that was not replayed gives it up, unless it is complete nevertheless. What
 * becomes of a delivery is told by what it brought: by itself it is done when it is accepted, so a dead letter counts.
 */
export function statusOf(kind: JourneyKind, complete: boolean, deadLetters: boolean): JourneyStatus {
  if (deadLetters && (kind === 'delivery' || !complete)) return 'dead-lettered';
  return complete ? 'complete' : 'running';
}
