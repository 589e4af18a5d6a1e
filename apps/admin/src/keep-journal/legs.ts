import {
  BudgetExhaustedEvent,
  BudgetWarnedEvent,
  ChangeAttributedEvent,
  ChangeReviewedEvent,
  ChangeUpdatedEvent,
  CommentAttributedEvent,
  CommentCreatedEvent,
  CommitmentAtRiskEvent,
  CommitmentBrokenEvent,
  CommitmentKeptEvent,
  CommitmentMadeEvent,
  CommitmentWithdrawnEvent,
  CommitsAnalyzedEvent,
  CommitsAttributedEvent,
  type CommitsIngested,
  CommitsIngestedEvent,
  DeliveryAcceptedEvent,
  DeliveryDivertedEvent,
  type EventDefinition,
  type InterventionDelivered,
  InterventionDecidedEvent,
  InterventionDeliveredEvent,
  InterventionProposedEvent,
  InterventionUndeliveredEvent,
  MessageAttributedEvent,
  MessageReceivedEvent,
  PersonMatchedEvent,
  PersonPartedEvent,
  PushReviewedEvent,
  TextAnalyzedEvent,
  UsagePricedEvent,
  UsageRecordedEvent,
  placeOfCommit,
} from '@arbiter/contracts';

/** What a step says beyond its leg. */
export interface Reading {
  /**
   * Tells steps of the same leg of one journey apart by what happened, not by the message that told of it: however a
   * push is cut, and however often it is told, a commit is ingested once.
   */
  readonly fact?: string;
  /** Facts of the next leg that this step promises by name. */
  readonly names?: readonly string[];
  /** The delivery that it came by; first steps only. */
  readonly delivery?: string;
}

/** One leg of journeys, as the journal keeps it. */
export interface JournalLeg {
  /** Stands for the event in the database, for good: never changed, never used again. */
  readonly code: number;
  readonly event: EventDefinition<never>;
  /** Reads the item at `index`. */
  readonly read: (data: never, index: number) => Reading;
}

function leg<Data>(
  code: number,
  event: EventDefinition<Data>,
  read: (data: Data, index: number) => Reading = () => ({}),
): JournalLeg {
  return { code, event: event as unknown as EventDefinition<never>, read: read };
}

const byDelivery = ({ deliveryId }: { deliveryId: string }): Reading => ({ fact: deliveryId });
/** A promise may be in danger several times, each a step of its own. */
const byRevision = ({ commitmentId, revision }: { commitmentId: string; revision: number }): Reading => ({
  fact: `${commitmentId}/${String(revision)}`,
});
/** What tells leads of a promise there is once for each; what speaks to the person may be said several times. */
const byChannel = ({ commitmentId, interventionId, about, channel }: DeliveredOnce): Reading => ({
  fact: `${about === undefined ? commitmentId : interventionId}/${channel}`,
});
const fromDelivery = ({ deliveryId }: { deliveryId: string }): Reading => ({ fact: deliveryId, delivery: deliveryId });

function byPush({ pushes }: CommitsIngested, index: number): Reading {
  const place = placeOfCommit(pushes, index);
  return place ? { delivery: place.part.push.deliveryId } : {};
}

type DeliveredOnce = Pick<InterventionDelivered, 'commitmentId' | 'interventionId' | 'about' | 'channel'>;

/** Every event of the journey but audit entries. A text may be told of by several deliveries, each with an outcome of its own. */
export const LEGS: readonly JournalLeg[] = [
  leg(1, DeliveryAcceptedEvent),
  leg(2, DeliveryDivertedEvent),
  leg(3, CommitsIngestedEvent, byPush),
  leg(4, ChangeUpdatedEvent, fromDelivery),
  leg(5, CommentCreatedEvent, fromDelivery),
  leg(6, MessageReceivedEvent, fromDelivery),
  leg(7, CommitsAttributedEvent),
  leg(8, ChangeAttributedEvent, byDelivery),
  leg(9, CommentAttributedEvent, byDelivery),
  leg(10, MessageAttributedEvent, byDelivery),
  leg(11, CommitsAnalyzedEvent, ({ commits }, index) => ({ names: commits[index]?.commitments ?? [] })),
  leg(12, TextAnalyzedEvent, ({ deliveryId, commitments }) => ({ fact: deliveryId, names: commitments })),
  leg(13, CommitmentMadeEvent, ({ commitmentId }) => ({ fact: commitmentId })),
  leg(14, UsageRecordedEvent, ({ usages }, index) => ({ fact: usages[index]?.usageId ?? '' })),
  leg(15, UsagePricedEvent, ({ usages }, index) => ({ fact: usages[index]?.usageId ?? '' })),
  leg(16, InterventionProposedEvent, ({ commitmentId, interventionId, deliverTo, tone }) => ({
    fact: tone === undefined ? commitmentId : interventionId,
    names: deliverTo.filter((channel) => channel !== 'inbox').map((channel) => `${commitmentId}/${channel}`),
  })),
  leg(17, InterventionDeliveredEvent, byChannel),
  leg(18, BudgetWarnedEvent, ({ periodStart, percent }) => ({ fact: `${periodStart}/${percent}` })),
  leg(19, BudgetExhaustedEvent, ({ periodStart }) => ({ fact: periodStart })),
  leg(20, InterventionUndeliveredEvent, byChannel),
  leg(21, CommitmentAtRiskEvent, byRevision),
  leg(22, CommitmentKeptEvent, byRevision),
  leg(23, CommitmentBrokenEvent, byRevision),
  leg(24, CommitmentWithdrawnEvent, byRevision),
  leg(25, ChangeReviewedEvent, ({ reviewId }) => ({ fact: reviewId })),
  leg(26, InterventionDecidedEvent, ({ interventionId }) => ({ fact: interventionId })),
  leg(27, PersonMatchedEvent, ({ matchId }) => ({ fact: matchId })),
  leg(28, PersonPartedEvent, ({ matchId }) => ({ fact: matchId })),
  leg(29, PushReviewedEvent, ({ reviewId }) => ({ fact: reviewId })),
];

const byCode = new Map(LEGS.map((leg) => [leg.code, leg]));
const bySubject = new Map<string, JournalLeg>(LEGS.map((leg) => [leg.event.subject, leg]));

/** @throws RangeError for an event that the journal does not know: it is missing in LEGS */
export function legOf(event: Pick<EventDefinition, 'subject'>): JournalLeg {
  const leg = bySubject.get(event.subject);
  if (leg === undefined) throw new RangeError(`the journal does not know ${event.subject}`);
  return leg;
}

/** The leg that a stored code stands for; undefined for one that a newer version wrote. */
export const legOfCode = (code: number): JournalLeg | undefined => byCode.get(code);

/** The code of an event. */
export const codeOf = (event: Pick<EventDefinition, 'subject'>): number => legOf(event).code;

/** With such a step a journey begins: the journal knows the journey from then on, whatever came before. */
export const BEGINNINGS: ReadonlySet<number> = new Set(
  [
    DeliveryAcceptedEvent,
    DeliveryDivertedEvent,
    CommitsIngestedEvent,
    ChangeUpdatedEvent,
    CommentCreatedEvent,
    MessageReceivedEvent,
    PersonMatchedEvent,
    PersonPartedEvent,
    BudgetWarnedEvent,
    BudgetExhaustedEvent,
  ].map((event) => codeOf(event)),
);
