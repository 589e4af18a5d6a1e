import { z } from 'zod';

/**
 * One thing by which somebody can be recognised in texts and documents. Personal data: it travels in questions and answers
 * between services only, never in an event, a log or a span. `forge-id` is `github/583231`; `user-id` is whatever id the
 * operator's own tools use; a `word` names them wherever it stands, because somebody has said that it does.
 */
export const Trace = z.object({
  kind: z.enum(['email', 'login', 'name', 'word', 'user-id', 'forge-id']),
  value: z.string().min(1).max(512),
});
export type Trace = z.infer<typeof Trace>;
