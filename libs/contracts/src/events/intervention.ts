import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { Instant } from '../vocabulary/forge.ts';
import { Channel, Decision, InterventionReason, Tone } from '../vocabulary/intervention.ts';
import { WritingRef, journeyOfWriting } from '../vocabulary/writing.ts';

const Intervention = z.object({
  interventionId: z.uuid(),
  commitmentId: z.uuid(),
  source: WritingRef,
});
const journeysOf = (intervention: z.infer<typeof Intervention>) => [journeyOfWriting(intervention.source)];

/** It is proposed to say something to somebody. It stands in the inbox now; `deliverTo` says where else it goes. */
export const InterventionProposed = Intervention.extend({
  reason: InterventionReason,
  deliverTo: z.array(Channel).max(8),
  /** Of what would be said to the person; absent where nothing is. */
  tone: Tone.optional(),
  proposedAt: Instant,
});
export type InterventionProposed = z.infer<typeof InterventionProposed>;
export const InterventionProposedEvent = defineEvent({
  subject: 'notifier.intervention.proposed.v1',
  schema: InterventionProposed,
  key: (intervention) => intervention.interventionId,
  journeys: journeysOf,
});

/** A lead has decided what becomes of a proposal: once, and for good. */
export const InterventionDecided = Intervention.extend({
  decision: Decision,
  /** The lead says that the promise was not broken at all: whatever it took from the person is given back. */
  mistaken: z.boolean(),
  /** The person whom it is about, and the lead: never the same. */
  personId: z.uuid(),
  decidedBy: z.uuid(),
  department: z.string().max(128).optional(),
  decidedAt: Instant,
});
export type InterventionDecided = z.infer<typeof InterventionDecided>;
export const InterventionDecidedEvent = defineEvent({
  subject: 'notifier.intervention.decided.v1',
  schema: InterventionDecided,
  key: (intervention) => intervention.interventionId,
  journeys: journeysOf,
});

/** Absent: it told leads of a promise. Present: it spoke to the person. */
const about = InterventionReason.optional();

/** It has reached one channel. */
export const InterventionDelivered = Intervention.extend({ channel: Channel, about, deliveredAt: Instant });
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
  about,
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
