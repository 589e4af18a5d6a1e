import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { Channel, Decision, InterventionState, Tone } from '../vocabulary/intervention.ts';
import { WritingRef } from '../vocabulary/writing.ts';
import { PersonAddress } from './contact.queries.ts';

/** One line of the inbox. */
export const InboxItem = z.object({
  interventionId: z.uuid(),
  commitmentId: z.uuid(),
  source: WritingRef,
  reason: z.string(),
  state: InterventionState,
  quote: z.string(),
  what: z.string(),
  dueAt: z.string().nullable(),
  proposedAt: z.string(),
  /** What would be said to the person, or was: absent where nothing is to be said. */
  message: z
    .object({
      tone: Tone,
      text: z.string(),
      /** How sure it is that it should be said, 0 to 1, and the rules that made it what it is, in words. */
      confidence: z.number(),
      why: z.array(z.string()),
      expiresAt: z.string(),
    })
    .optional(),
  /** What became of it outside; `unknown`: it may have arrived, and is not sent again. `outcome`: the channel's word. */
  deliveries: z
    .array(
      z.object({
        channel: Channel,
        state: z.enum(['pending', 'sending', 'delivered', 'unknown', 'failed', 'cancelled']),
        outcome: z.string().optional(),
      }),
    )
    .optional(),
});
export type InboxItem = z.infer<typeof InboxItem>;

/** What stands in the in-app inbox, newest first; of one person or one state alone where that is asked. */
export const ListInbox = defineQuery({
  subject: 'query.notifier.list-inbox.v1',
  request: z.object({
    limit: z.number().int().min(1).max(1000),
    personId: z.uuid().optional(),
    state: InterventionState.optional(),
  }),
  reply: z.object({ items: z.array(InboxItem), total: z.number().int() }),
});

/** One intervention. Refuses with `intervention-not-found`. */
export const ShowIntervention = defineQuery({
  subject: 'query.notifier.show-intervention.v1',
  request: z.object({ interventionId: z.uuid() }),
  reply: InboxItem,
});

/** What became of a try to decide. Only `decided` has changed anything; the others say how it stands. */
export const DecisionOutcome = z.object({
  outcome: z.enum(['decided', 'decided-before', 'expired', 'not-a-lead', 'is-the-subject', 'unsafe', 'not-open']),
  state: InterventionState,
  /** In words, for whoever tried. */
  message: z.string(),
});
export type DecisionOutcome = z.infer<typeof DecisionOutcome>;

const decision = {
  interventionId: z.uuid(),
  decision: Decision,
  /** What is to be said instead; with `modified` only. */
  text: z.string().min(1).max(4000).optional(),
  reason: z.string().max(1000).optional(),
  /** With `rejected`: the promise was not broken. */
  mistaken: z.boolean().optional(),
};

/** A lead decides; the first one who may wins. Refuses with `intervention-not-found`, `unknown-person`. */
export const DecideIntervention = defineQuery({
  subject: 'query.notifier.decide-intervention.v1',
  request: z.object({ ...decision, by: PersonAddress }),
  reply: DecisionOutcome,
});

/** Somebody pressed a button in Slack, or sent the form that one of them opens. The signature was checked by the door. */
export const ActInSlack = defineQuery({
  subject: 'query.notifier.act-in-slack.v1',
  request: z.object({
    interventionId: z.uuid(),
    slackId: z.string().min(1).max(64),
    act: z.enum(['accept', 'reject', 'mistaken', 'open-form', 'send-form']),
    /** Opens a form within three seconds. */
    triggerId: z.string().max(256).optional(),
    text: z.string().max(4000).optional(),
  }),
  reply: z.object({ outcome: DecisionOutcome.shape.outcome.or(z.literal('form-opened')), message: z.string() }),
});

/** What a signed link stands for. Refuses with `link-not-valid`. Looking decides nothing: mail programs look at links. */
export const ShowLink = defineQuery({
  subject: 'query.notifier.show-link.v1',
  request: z.object({ token: z.string().max(512) }),
  reply: z.object({ decision: Decision, item: InboxItem }),
});

/** Decides by a signed link, as the lead to whom it was sent. Refuses with `link-not-valid`. */
export const DecideByLink = defineQuery({
  subject: 'query.notifier.decide-by-link.v1',
  request: z.object({ token: z.string().max(512), text: decision.text }),
  reply: DecisionOutcome,
});

/** How leads take proposals: by department, with how many were decided. Nothing decided: no line. */
export const ListAcceptance = defineQuery({
  subject: 'query.notifier.list-acceptance.v1',
  request: z.object({}),
  reply: z.object({
    items: z.array(
      z.object({
        department: z.string(),
        decided: z.number().int(),
        accepted: z.number().int(),
        modified: z.number().int(),
        /** accepted / decided, and (accepted + modified) / decided. */
        rate: z.number(),
        rateWithModified: z.number(),
      }),
    ),
  }),
});
