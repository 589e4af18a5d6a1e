import { type ChangeAttributed, ChangeAttributedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { written } from '../read-writings/written.ts';
import { AnalyzeTexts, type Arrived } from './analyze-texts.ts';

@Injectable()
export class ChangeAttributedHandler {
  constructor(private readonly analyzeTexts: AnalyzeTexts) {}

  @Consumes(ChangeAttributedEvent)
  handle(changes: readonly ChangeAttributed[]): Promise<void> {
    return this.analyzeTexts.run(changes.map(toArrived));
  }
}

/** Title and description are read as one text, an empty line between them; a promise's span counts from the title. */
function toArrived(change: ChangeAttributed): Arrived {
  const { forge, repository, number, title, description, updatedAt, attribution, deliveryId } = change;
  return {
    cause: ChangeAttributedEvent.idOf(change),
    ...(change.state === 'merged' && { deed: { merged: true } }),
    text: written(
      { kind: 'change', forge, repository, number },
      { text: `${title.text}\n\n${description.text}`, writtenAt: updatedAt, author: attribution.author },
      deliveryId,
    ),
  };
}
