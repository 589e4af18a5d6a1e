import { type MessageReceived, MessageReceivedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { AttributeMessage } from './attribute-message.ts';

@Injectable()
export class MessageReceivedHandler {
  constructor(private readonly attributeMessage: AttributeMessage) {}

  @Consumes(MessageReceivedEvent)
  handle(messages: readonly MessageReceived[]): Promise<void> {
    return this.attributeMessage.run(messages);
  }
}
