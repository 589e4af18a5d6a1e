import { Deadline, Instant } from '@arbiter/contracts';
import { MAX_ITEMS } from '@arbiter/promises';
import { z } from 'zod';

/** A text to be read for promises and debt. `at`: when it was written, with the writer's own offset. */
export const ExtractionInput = z.object({ text: z.string(), at: Instant });
export type ExtractionInput = z.infer<typeof ExtractionInput>;

export { MAX_ITEMS };

/**
 * Something that was found. `start` and `end` are UTF-16 offsets into the text, end exclusive, and `text` is what stands
 * between them.
 *
 * A `commitment` is definite work to come that the writer or the writer's team undertakes. `debt` is a shortcoming that
 * the writer admits, or work that nobody undertakes. An ambiguous item waits for a human and does not count as found.
 */
export const ExtractedItem = z.object({
  type: z.enum(['commitment', 'debt']),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  text: z.string().min(1).max(2000),
  /** The words for who is to do it (`I`, `we`, `@alice`); absent where the text leaves them out. */
  who: z.string().max(256).optional(),
  what: z.string().min(1).max(1000),
  deadline: Deadline.nullable(),
  confidence: z.number().min(0).max(1),
  ambiguous: z.boolean(),
});
export type ExtractedItem = z.infer<typeof ExtractedItem>;

/** Everything found, first mention first. None is an answer. */
export const ExtractionAnswer = z.object({ items: z.array(ExtractedItem).max(MAX_ITEMS) });
export type ExtractionAnswer = z.infer<typeof ExtractionAnswer>;
