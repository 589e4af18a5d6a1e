import type { EventDefinition, EventOwner } from './event.ts';
import type { ServiceName } from './query.ts';

/** Entity and verb of an event, as names are made of them: `ingestion.commits.ingested.v1` -> `commits-ingested`. */
export function shortNameOf(event: Pick<EventDefinition, 'subject'>): string {
  return event.subject.split('.').slice(1, -1).join('-');
}

/** The stream of an owner: `INGESTION`, which stores `ingestion.>`. */
export const streamOf = (owner: EventOwner): string => owner.toUpperCase();

/** The stream of everything that could not be handled. */
export const DEAD_LETTER_STREAM = 'DLQ';

/** The durable consumer of a service for an event: `identity-commits-ingested`. */
export const durableOf = (service: ServiceName, event: Pick<EventDefinition, 'subject'>): string =>
  `${service}-${shortNameOf(event)}`;

/** Where a service puts an event that it could not handle: `dlq.identity.commits-ingested`. */
export const deadLetterSubjectOf = (service: ServiceName, event: Pick<EventDefinition, 'subject'>): string =>
  `dlq.${service}.${shortNameOf(event)}`;
