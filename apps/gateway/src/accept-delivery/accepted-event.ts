import { type DeliveryAccepted, MAX_INLINE_BODY } from '@arbiter/contracts';
import { documentText } from './document.ts';
import type { Incoming } from './incoming.ts';

type Delivery = Pick<Incoming, 'id' | 'source' | 'event' | 'digest' | 'format' | 'receivedAt'> & {
  readonly size: number;
};

/** A document within an event's JSON is escaped, at worst to six times its size; this is what a message may carry, bytes. */
const MOST_ESCAPED = 900_000;
/** Below this not even the worst document is too large. */
const SURELY_FITS = MOST_ESCAPED / 6;

/**
 * The event that tells of an accepted delivery; its document is in it unless it is too large to travel.
 * @param body as it came; null will do where it is larger than MAX_INLINE_BODY
 */
export function acceptedEvent(delivery: Delivery, body: Buffer | null): DeliveryAccepted {
  const { id, source, event, digest, format, size, receivedAt } = delivery;
  const told = { deliveryId: id, source, event, digest, size, receivedAt: receivedAt.toISOString() };
  const document = body !== null && size <= MAX_INLINE_BODY ? documentText(body, format) : undefined;
  return document === undefined || !fits(document) ? told : { ...told, body: document };
}

function fits(document: string): boolean {
  return document.length <= SURELY_FITS || Buffer.byteLength(JSON.stringify(document)) <= MOST_ESCAPED;
}
