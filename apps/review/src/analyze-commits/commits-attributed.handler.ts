import { type CommitsAttributed, CommitsAttributedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { RequestPushReviews } from '../review-push/request-push-reviews.ts';
import { AnalyzeCommits } from './analyze-commits.ts';

@Injectable()
export class CommitsAttributedHandler {
  constructor(
    private readonly analyzeCommits: AnalyzeCommits,
    private readonly requestPushReviews: RequestPushReviews,
  ) {}

  /**
   * Some hundred commits at once: while one batch waits for the database the other is read, and what follows need not wait for
   * thousands. Whichever is first, promises and works find each other: each is looked for once the other is written.
   */
  @Consumes(CommitsAttributedEvent, { batch: 8, atOnce: 2 })
  async handle(events: readonly CommitsAttributed[]): Promise<void> {
    // A request is noted at once; messages may have to wait for a model.
    await this.requestPushReviews.run(events.flatMap(({ pushes }) => pushes));
    await this.analyzeCommits.run(events);
  }
}
