import type { EventDefinition } from './core/event.ts';
import type { ServiceName } from './core/query.ts';
import { TextAnalyzedEvent } from './events/analysis.ts';
import { AuditRecordedEvent } from './events/audit.ts';
import { BudgetExhaustedEvent, BudgetWarnedEvent } from './events/budget.ts';
import { ChangeAttributedEvent, ChangeUpdatedEvent } from './events/change.ts';
import { CommentAttributedEvent, CommentCreatedEvent } from './events/comment.ts';
import {
  CommitmentAtRiskEvent,
  CommitmentBrokenEvent,
  CommitmentKeptEvent,
  CommitmentMadeEvent,
  CommitmentWithdrawnEvent,
} from './events/commitment.ts';
import { CommitsAnalyzedEvent, CommitsAttributedEvent, CommitsIngestedEvent } from './events/commits.ts';
import { DeliveryAcceptedEvent, DeliveryDivertedEvent } from './events/delivery.ts';
import {
  InterventionDecidedEvent,
  InterventionDeliveredEvent,
  InterventionProposedEvent,
  InterventionUndeliveredEvent,
} from './events/intervention.ts';
import { MessageAttributedEvent, MessageReceivedEvent } from './events/message.ts';
import { PersonMatchedEvent, PersonPartedEvent } from './events/person.ts';
import { ChangeReviewedEvent, PushReviewedEvent } from './events/review.ts';
import { UsagePricedEvent, UsageRecordedEvent } from './events/usage.ts';

/** One leg: which event goes from whom to whom. */
export interface Leg {
  readonly event: EventDefinition<never>;
  readonly from: readonly ServiceName[];
  /** Who acts on it. The journal (admin) takes every event besides. */
  readonly to: readonly ServiceName[];
}

const leg = <Data>(
  event: EventDefinition<Data>,
  from: ServiceName | readonly ServiceName[],
  ...to: readonly ServiceName[]
): Leg => ({
  event: event as unknown as EventDefinition<never>,
  from: typeof from === 'string' ? [from] : from,
  to,
});

/**
 * The journey, declared once: stream provisioning, `docs/journey.md`, the consumers' scalers and the end-to-end test read
 * it. It declares, it never drives: services know events, not each other.
 */
export const JOURNEY: readonly Leg[] = [
  leg(DeliveryAcceptedEvent, 'gateway', 'ingestion'),
  leg(DeliveryDivertedEvent, 'gateway', 'gateway'),
  leg(CommitsIngestedEvent, 'ingestion', 'identity'),
  leg(ChangeUpdatedEvent, 'ingestion', 'identity'),
  leg(CommentCreatedEvent, 'ingestion', 'identity'),
  leg(MessageReceivedEvent, 'ingestion', 'identity'),
  leg(CommitsAttributedEvent, 'identity', 'review'),
  leg(ChangeAttributedEvent, 'identity', 'review'),
  leg(CommentAttributedEvent, 'identity', 'review'),
  leg(MessageAttributedEvent, 'identity', 'review'),
  leg(PersonMatchedEvent, 'identity', 'review', 'notifier'),
  leg(PersonPartedEvent, 'identity', 'review', 'notifier'),
  leg(CommitsAnalyzedEvent, 'review', 'notifier'),
  leg(TextAnalyzedEvent, 'review', 'notifier'),
  leg(CommitmentMadeEvent, 'review', 'notifier'),
  leg(CommitmentAtRiskEvent, 'review', 'notifier'),
  leg(CommitmentKeptEvent, 'review', 'notifier'),
  leg(CommitmentBrokenEvent, 'review', 'notifier'),
  leg(CommitmentWithdrawnEvent, 'review', 'notifier'),
  leg(ChangeReviewedEvent, 'review'),
  leg(PushReviewedEvent, 'review'),
  leg(UsageRecordedEvent, 'review', 'cost-accounting'),
  leg(UsagePricedEvent, 'cost-accounting'),
  leg(BudgetWarnedEvent, 'cost-accounting'),
  leg(BudgetExhaustedEvent, 'cost-accounting'),
  leg(InterventionProposedEvent, 'notifier'),
  leg(InterventionDecidedEvent, 'notifier', 'review'),
  leg(InterventionDeliveredEvent, 'notifier'),
  leg(InterventionUndeliveredEvent, 'notifier'),
  leg(AuditRecordedEvent, ['gateway', 'identity', 'review', 'notifier', 'cost-accounting']),
];

/** The service that keeps the journal, and the audit log, and so consumes every event. */
export const JOURNAL: ServiceName = 'admin';

/** A durable consumer: one per service and event it takes, or the outline of it. */
export interface ConsumerDeclaration {
  readonly service: ServiceName;
  readonly event: EventDefinition<never>;
}

/** Every durable consumer of the journey, the journal's among them, which reads outlines where there are any. */
export function consumersOfJourney(journey: readonly Leg[] = JOURNEY): readonly ConsumerDeclaration[] {
  return journey.flatMap(({ event, to }) => [
    ...to.map((service) => ({ service, event })),
    { service: JOURNAL, event: event.outline ?? event },
  ]);
}
