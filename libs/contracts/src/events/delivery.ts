import { z } from 'zod';
import { defineEvent, withOutline } from '../core/event.ts';
import { deliveryJourney } from '../core/journey-key.ts';
import { JsonDocument } from '../core/json-bytes.ts';
import { Instant } from '../vocabulary/forge.ts';

/** Bodies over this many bytes do not travel: the receiver asks the gateway for them (claim check). */
export const MAX_INLINE_BODY = 512 * 1024;

export const DELIVERY_SOURCES = ['github', 'gitlab', 'git-api', 'raw-api'] as const;

/** One verified webhook or API submission, as it came. */
export const DeliveryAccepted = z.object({
  /** Made of source, hook, the sender's delivery id and the body's digest. */
  deliveryId: z.uuid(),
  source: z.enum(DELIVERY_SOURCES),
  /** The sender's own word for it: `push`, `pull_request`, `Push Hook`, … */
  event: z.string().max(64),
  receivedAt: Instant,
  /** SHA-256 of the raw bytes, hex. */
  digest: z.string().length(64),
  /** Size of the raw body in bytes. */
  size: z.number().int().nonnegative(),
  /** What it says; absent where the body is too large to travel. */
  document: JsonDocument.optional(),
  /** The same as text within the event's own, which has to be escaped and read twice: earlier gateways sent it so. */
  body: z.string().optional(),
});
export type DeliveryAccepted = z.infer<typeof DeliveryAccepted>;

const ACCEPTED = 'gateway.delivery.accepted.v1';

const defineAccepted = <Schema extends z.ZodType<{ deliveryId: string }>>(schema: Schema) =>
  defineEvent({
    subject: ACCEPTED,
    schema,
    key: ({ deliveryId }) => deliveryId,
    journeys: ({ deliveryId }) => [deliveryJourney(deliveryId)],
  });

/** Which delivery: its id says so, and nobody has to read the body for it. */
const AcceptedOutline = DeliveryAccepted.pick({ deliveryId: true });

export const DeliveryAcceptedEvent = withOutline(defineAccepted(DeliveryAccepted), {
  ...defineAccepted(AcceptedOutline),
  ofId: (id) => AcceptedOutline.parse({ deliveryId: id.slice(ACCEPTED.length + 1) }),
});

/** A delivery that only the broker could take: the gateway stores it, and relays it, once its database is back. */
export const DeliveryDivertedEvent = defineEvent({
  subject: 'gateway.delivery.diverted.v1',
  schema: z.object({
    delivery: DeliveryAccepted.extend({ body: z.string() }),
    hookId: z.string().max(128),
    senderId: z.string().max(128),
    contentType: z.string().max(128),
    /** The raw bytes, base64. */
    raw: z.string(),
  }),
  key: (diverted) => diverted.delivery.deliveryId,
  journeys: (diverted) => [deliveryJourney(diverted.delivery.deliveryId)],
});
