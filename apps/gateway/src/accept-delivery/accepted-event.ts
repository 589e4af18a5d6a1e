import { type DeliveryAccepted, JsonBytes, MAX_INLINE_BODY } from '@arbiter/contracts';
import { documentText } from './document.ts';
import type { BodyFormat, Incoming } from './incoming.ts';

type Delivery = Pick<Incoming, 'id' | 'source' | 'event' | 'digest' | 'format' | 'receivedAt'> & {
  readonly size: number;
};

/**
 * The event that tells of an accepted delivery; its document is in it unless it is too large to travel.
 * @param body as it came, and judged acceptable; null will do where it is larger than MAX_INLINE_BODY
 */
export function acceptedEvent(delivery: Delivery, body: Buffer | null): DeliveryAccepted {
  const { id, source, event, digest, format, size, receivedAt } = delivery;
  const told = { deliveryId: id, source, event, digest, size, receivedAt: receivedAt.toISOString() };
  const document = body !== null && size <= MAX_INLINE_BODY ? documentBytes(body, format) : undefined;
  return document === undefined ? told : { ...told, document: new JsonBytes(document) };
}

/** The document's own bytes. Those of a JSON body were seen to be UTF-8, and JSON, when it was judged. */
function documentBytes(body: Buffer, format: BodyFormat): Buffer | undefined {
  if (format === 'json') return body;
  const text = documentText(body, format);
  return text === undefined ? undefined : Buffer.from(text);
}
