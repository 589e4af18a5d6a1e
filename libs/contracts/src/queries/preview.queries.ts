import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { Deadline } from '../events/commitment.ts';
import { Instant } from '../vocabulary/forge.ts';

/** Most texts that one preview reads. */
export const MAX_PREVIEWED = 100;

/** A text whose promises and debt notes somebody wants to see. */
export const PreviewedText = z.object({
  text: z.string().max(100_000),
  /** When it was written, with the writer's own offset: days are counted by it. */
  at: Instant,
  /** IANA zone in which the writer's working days end; left out: the offset of `at`. */
  zone: z.string().max(64).optional(),
});
export type PreviewedText = z.infer<typeof PreviewedText>;

/** Something that the rules found; offsets are UTF-16, end exclusive. */
export const PreviewedItem = z.object({
  type: z.enum(['commitment', 'debt']),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  text: z.string(),
  who: z.string().nullable(),
  what: z.string(),
  deadline: Deadline.nullable(),
  /** The words of a date that no calendar has, where there is no deadline because of it. */
  impossible: z.string().optional(),
  confidence: z.number().min(0).max(1),
  ambiguous: z.boolean(),
});
export type PreviewedItem = z.infer<typeof PreviewedItem>;

/** Runs extraction by rules over texts, in their order, and stores nothing. */
export const PreviewCommitments = defineQuery({
  subject: 'query.review.preview-commitments.v1',
  request: z.object({ texts: z.array(PreviewedText).min(1).max(MAX_PREVIEWED) }),
  reply: z.object({ previews: z.array(z.object({ items: z.array(PreviewedItem) })) }),
});
