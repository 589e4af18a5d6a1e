import { z } from 'zod';
import { defineQuery } from '../core/query.ts';

/** Bytes of a body in one answer: well below the broker's largest message, in base64. */
export const BODY_CHUNK = 512 * 1024;

/** A piece of a stored delivery's JSON document, for bodies too large to travel with their event. */
export const ReadDeliveryBody = defineQuery({
  subject: 'query.gateway.read-delivery-body.v1',
  request: z.object({ deliveryId: z.uuid(), offset: z.number().int().nonnegative() }),
  /** `chunk` is base64 of at most BODY_CHUNK bytes of UTF-8; `found: false` where nobody knows the delivery. */
  reply: z.discriminatedUnion('found', [
    z.object({ found: z.literal(true), chunk: z.string(), totalBytes: z.number().int().nonnegative() }),
    z.object({ found: z.literal(false) }),
  ]),
});
