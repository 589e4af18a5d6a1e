import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { PersonRef } from '../vocabulary/attribution.ts';
import { Instant } from '../vocabulary/forge.ts';
import { WritingRef, journeyOfWriting } from '../vocabulary/writing.ts';

/** By when: an instant or a day where one can be said, else the event's own words ("in the next PR"). */
export const Deadline = z.object({
  /** The words it was read from. */
  text: z.string().max(256),
  at: z.union([Instant, z.iso.date()]).nullable(),
  granularity: z.enum(['time', 'day', 'week', 'month', 'quarter', 'event']),
  event: z.string().max(256).optional(),
});
export type Deadline = z.infer<typeof Deadline>;

/** Somebody promised something. Who, what, by when, and exactly where it stands. */
export const CommitmentMade = z.object({
  commitmentId: z.uuid(),
  source: WritingRef,
  person: PersonRef.optional(),
  /** UTF-16 offsets into the source's text, end exclusive. */
  span: z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive() }),
  /** The words of the span. */
  quote: z.string().max(2000),
  /** What was promised, in few words. */
  what: z.string().max(1000),
  deadline: Deadline.nullable(),
  confidence: z.number().min(0).max(1),
  /** Waits for a human: below the confidence that is asked for, or no object, or somebody else's promise. */
  ambiguous: z.boolean(),
  madeAt: Instant,
});
export type CommitmentMade = z.infer<typeof CommitmentMade>;

export const CommitmentMadeEvent = defineEvent({
  subject: 'review.commitment.made.v1',
  schema: CommitmentMade,
  key: (commitment) => commitment.commitmentId,
  journeys: (commitment) => [journeyOfWriting(commitment.source)],
});
