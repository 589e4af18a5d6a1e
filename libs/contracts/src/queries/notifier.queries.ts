import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { Channel } from '../events/intervention.ts';
import { WritingRef } from '../vocabulary/writing.ts';

/** What stands in the in-app inbox, newest first. */
export const ListInbox = defineQuery({
  subject: 'query.notifier.list-inbox.v1',
  request: z.object({ limit: z.number().int().min(1).max(1000) }),
  reply: z.object({
    items: z.array(
      z.object({
        interventionId: z.uuid(),
        commitmentId: z.uuid(),
        source: WritingRef,
        reason: z.string(),
        state: z.enum(['proposed', 'delivered']),
        quote: z.string(),
        what: z.string(),
        dueAt: z.string().nullable(),
        proposedAt: z.string(),
        /** What became of it outside; `unknown`: it may have arrived, and is not sent again. `outcome`: the channel's word. */
        deliveries: z
          .array(
            z.object({
              channel: Channel,
              state: z.enum(['pending', 'sending', 'delivered', 'unknown', 'failed']),
              outcome: z.string().optional(),
            }),
          )
          .optional(),
      }),
    ),
    total: z.number().int(),
  }),
});
