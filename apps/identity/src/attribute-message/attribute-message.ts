import { type MessageReceived, MessageAttributedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { Claims } from '../accounts/claims.ts';
import { maskText } from '../mask-addresses/mask-addresses.ts';
import { People } from '../resolve-people/people.ts';

/** Says who wrote each message. */
@Injectable()
export class AttributeMessage {
  constructor(
    private readonly claims: Claims,
    private readonly people: People,
    private readonly events: Events,
  ) {}

  async run(messages: readonly MessageReceived[]): Promise<void> {
    const authors = await this.people.refsOf(
      messages.map((message) => [this.claims.ofSender(message.sender), message.writing.writtenAt]),
    );
    await this.events.publishAll(
      MessageAttributedEvent,
      messages.map(({ sender: _, ...message }, index) => ({
        ...message,
        writing: { ...message.writing, content: maskText(message.writing.content) },
        attribution: { ...(authors[index] && { author: authors[index] }), coAuthors: [] },
      })),
    );
  }
}
