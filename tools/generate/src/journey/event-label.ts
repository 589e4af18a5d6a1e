import { type EventDefinition, shortNameOf } from '@arbiter/contracts';

/** An event as one says it: `commits ingested`. */
export const eventLabel = (event: Pick<EventDefinition, 'subject'>): string => shortNameOf(event).replaceAll('-', ' ');
