import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { PersonRef } from '../vocabulary/attribution.ts';
import { WritingRef, journeyOfWriting } from '../vocabulary/writing.ts';

/** What the analysis of a change's text, a comment or a message found. Commits have their own event, by the push. */
export const TextAnalyzed = z.object({
  source: WritingRef,
  deliveryId: z.uuid(),
  author: PersonRef.optional(),
  commitments: z.array(z.uuid()).max(50),
  debtNotes: z.number().int().nonnegative(),
});
export type TextAnalyzed = z.infer<typeof TextAnalyzed>;

export const TextAnalyzedEvent = defineEvent({
  subject: 'review.text.analyzed.v1',
  schema: TextAnalyzed,
  key: ({ source, deliveryId }) => `${journeyOfWriting(source)}/${deliveryId}`,
  journeys: ({ source }) => [journeyOfWriting(source)],
});
