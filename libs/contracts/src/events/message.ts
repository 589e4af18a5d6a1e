import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { messageJourney } from '../core/journey-key.ts';
import { Attribution } from '../vocabulary/attribution.ts';
import { Writing } from '../vocabulary/writing.ts';

/** A text that came by the API: from Jira, Linear, a chat, or a client that sends commit messages without a SHA. */
const Message = z.object({ messageId: z.uuid(), writing: Writing, deliveryId: z.uuid() });

/** Who a client says wrote it: one of the two. Personal data: it goes no further than identity. */
export const Sender = z.object({ userId: z.string().max(255).optional(), email: z.string().max(512).optional() });
export type Sender = z.infer<typeof Sender>;

const keyOf = (message: z.infer<typeof Message>) => message.messageId;
const journeysOf = (message: z.infer<typeof Message>) => [messageJourney(message.messageId)];

export const MessageReceived = Message.extend({ sender: Sender });
export type MessageReceived = z.infer<typeof MessageReceived>;
export const MessageReceivedEvent = defineEvent({
  subject: 'ingestion.message.received.v1',
  schema: MessageReceived,
  key: keyOf,
  journeys: journeysOf,
});

export const MessageAttributed = Message.extend({ attribution: Attribution });
export type MessageAttributed = z.infer<typeof MessageAttributed>;
export const MessageAttributedEvent = defineEvent({
  subject: 'identity.message.attributed.v1',
  schema: MessageAttributed,
  key: keyOf,
  journeys: journeysOf,
});
