import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { Instant } from '../vocabulary/forge.ts';
import { WritingRef, journeyOfWriting } from '../vocabulary/writing.ts';

export const Channel = z.enum(['inbox', 'slack']);
export type Channel = z.infer<typeof Channel>;

const Intervention = z.object({
  interventionId: z.uuid(),
  commitmentId: z.uuid(),
  source: WritingRef,
});
const journeysOf = (intervention: z.infer<typeof Intervention>) => [journeyOfWriting(intervention.source)];

/** It is proposed to say something to somebody. It stands in the inbox now; `deliverTo` says where else it goes. */
export const InterventionProposed = Intervention.extend({
  reason: z.enum(['promise-made', 'promise-ambiguous']),
  deliverTo: z.array(Channel).max(8),
  proposedAt: Instant,
});
export type InterventionProposed = z.infer<typeof InterventionProposed>;
export const InterventionProposedEvent = defineEvent({
  subject: 'notifier.intervention.proposed.v1',
  schema: InterventionProposed,
  key: (intervention) => intervention.interventionId,
  journeys: journeysOf,
});

/** It has reached one channel. */
export const InterventionDelivered = Intervention.extend({ channel: Channel, deliveredAt: Instant });
export type InterventionDelivered = z.infer<typeof InterventionDelivered>;
export const InterventionDeliveredEvent = defineEvent({
  subject: 'notifier.intervention.delivered.v1',
  schema: InterventionDelivered,
  key: (intervention) => `${intervention.interventionId}/${intervention.channel}`,
  journeys: journeysOf,
});

/**
 * It will not reach one channel, or nobody knows whether it did (`unknown`): a message is rather missed than doubled, so it
 * is not tried again. It stands in the inbox all the same.
 */
export const InterventionUndelivered = Intervention.extend({
  channel: Channel,
  outcome: z.enum(['failed', 'unknown']),
  /** What the channel said last, in one word. */
  reason: z.string().max(64).optional(),
});
export type InterventionUndelivered = z.infer<typeof InterventionUndelivered>;
export const InterventionUndeliveredEvent = defineEvent({
  subject: 'notifier.intervention.undelivered.v1',
  schema: InterventionUndelivered,
  key: (intervention) => `${intervention.interventionId}/${intervention.channel}`,
  journeys: journeysOf,
});
