import { type MessageAttributed, MessageAttributedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { written } from '../read-writings/written.ts';
import { AnalyzeTexts, type Arrived } from './analyze-texts.ts';

@Injectable()
export class MessageAttributedHandler {
  constructor(private readonly analyzeTexts: AnalyzeTexts) {}

  @Consumes(MessageAttributedEvent)
  handle(messages: readonly MessageAttributed[]): Promise<void> {
    return this.analyzeTexts.run(messages.map(toArrived));
  }
}

function toArrived(message: MessageAttributed): Arrived {
  const { messageId, writing, attribution, deliveryId } = message;
  return {
    cause: MessageAttributedEvent.idOf(message),
    text: written(
      { kind: 'message', messageId },
      { text: writing.content.text, writtenAt: writing.writtenAt, author: attribution.author },
      deliveryId,
    ),
  };
}
