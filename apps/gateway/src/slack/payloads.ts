import { z } from 'zod';

/** What Slack sends to the events door; fields that nobody needs are passed over. */
export const SlackEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_024) }),
  z.object({
    type: z.literal('event_callback'),
    event_id: z.string().min(1).max(64),
    team_id: z.string().max(64).default(''),
    event: z.object({
      type: z.string().max(64),
      subtype: z.string().max(64).optional(),
      channel: z.string().max(64).optional(),
      channel_type: z.string().max(32).optional(),
      user: z.unknown().optional(),
      bot_id: z.string().max(64).optional(),
      text: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal('app_rate_limited') }),
]);
export type SlackEvent = z.infer<typeof SlackEvent>;

const user = z.object({ id: z.string().min(1).max(64) });

/** What Slack sends to the interactions door, in the one field `payload` of a form. */
export const Interaction = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('block_actions'),
    user,
    trigger_id: z.string().max(256).optional(),
    actions: z
      .array(
        z.object({
          action_id: z.string().max(255),
          value: z.string().max(2_000).optional(),
          selected_option: z.object({ value: z.string().max(150) }).nullish(),
        }),
      )
      .min(1),
  }),
  z.object({
    type: z.literal('view_submission'),
    user,
    view: z.object({
      callback_id: z.string().max(255),
      private_metadata: z.string().max(3_000),
      state: z.object({
        values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
      }),
    }),
  }),
  z.object({ type: z.literal('view_closed') }),
]);
export type Interaction = z.infer<typeof Interaction>;
