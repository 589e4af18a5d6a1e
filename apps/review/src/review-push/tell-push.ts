import { PushReviewedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import type { KeptReview } from '../persistence/review.repository.ts';
import { TellReview, factsOf } from '../review-change/tell-review.ts';
import type { ReviewConfig } from '../review.config.ts';
import type { PushScene } from './push-scene.ts';

/** Tells what a push's review came to, and what it cost; told again it is the same. */
@Injectable()
export class TellPush {
  constructor(
    private readonly events: Events,
    private readonly tellReview: TellReview,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  async run(scene: PushScene, review: KeptReview): Promise<void> {
    await this.tellReview.usages(scene, review.outcome);
    const posted = scene.visible && this.config.ARBITER_POST_COMMENTS;
    await this.events.publish(PushReviewedEvent, { ...factsOf(scene, review), ref: scene.job.ref, posted });
  }
}
