import { z } from 'zod';

/** Longest text that travels in an event, in UTF-16 units; what is longer is cut and says so. */
export const MAX_TEXT = 65_536;

/** What somebody wrote. `truncated` is there, and true, only where it was longer. */
export const Text = z.object({ text: z.string().max(MAX_TEXT), truncated: z.literal(true).optional() });
export type Text = z.infer<typeof Text>;
