import { type ChangeAttributed, ChangeAttributedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { written } from '../read-writings/written.ts';
import { RequestReviews } from '../review-change/request-reviews.ts';
import { AnalyzeTexts, type Arrived } from './analyze-texts.ts';

@Injectable()
export class ChangeAttributedHandler {
  constructor(
    private readonly analyzeTexts: AnalyzeTexts,
    private readonly requestReviews: RequestReviews,
  ) {}

  @Consumes(ChangeAttributedEvent)
  async handle(changes: readonly ChangeAttributed[]): Promise<void> {
    // A request is noted at once; texts may have to wait for a model.
    await this.requestReviews.run(changes);
    await this.analyzeTexts.run(changes.map(toArrived));
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
