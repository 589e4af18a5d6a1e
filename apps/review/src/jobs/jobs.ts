import { attributes, inOwnTrace } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { AnswerComment } from '../answer-comment/answer-comment.ts';
import { CommentJob } from '../answer-comment/comment-job.ts';
import { ChangeJob } from '../review-change/change-job.ts';
import { ReviewChange } from '../review-change/review-change.ts';
import { PushJob } from '../review-push/push-job.ts';
import { ReviewPush } from '../review-push/review-push.ts';
import type { Job } from './job.ts';

/** How long saying that a push was given up may take, milliseconds. */
const LAST_WORD = 60_000;

/** Says who does which kind of job. */
@Injectable()
export class Jobs {
  constructor(
    private readonly reviewChange: ReviewChange,
    private readonly answerComment: AnswerComment,
    private readonly reviewPush: ReviewPush,
  ) {}

  /** @throws what the job threw; Superseded and Postponed are no faults */
  run(job: Job, signal: AbortSignal): Promise<void> {
    return inOwnTrace(`review ${job.kind}`, job.trace, { [attributes.journey]: job.key }, () => this.#do(job, signal));
  }

  /** Nobody will try again: whoever waits for it is told so. */
  async giveUp({ kind, payload }: Job): Promise<void> {
    if (kind === 'change') await this.reviewChange.giveUp(ChangeJob.parse(payload));
    if (kind === 'push') await this.reviewPush.giveUp(PushJob.parse(payload), AbortSignal.timeout(LAST_WORD));
  }

  #do({ kind, payload, attempts }: Job, signal: AbortSignal): Promise<void> {
    switch (kind) {
      case 'change':
        return this.reviewChange.run(ChangeJob.parse(payload), { signal, attempts });
      case 'comment':
        return this.answerComment.run(CommentJob.parse(payload), signal);
      case 'push':
        return this.reviewPush.run(PushJob.parse(payload), { signal, attempts });
    }
  }
}
