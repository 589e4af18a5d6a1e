import { attributes, inOwnTrace } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { ChangeJob } from '../review-change/change-job.ts';
import { ReviewChange } from '../review-change/review-change.ts';
import type { Job } from './job.ts';

/** Says who does which kind of job. */
@Injectable()
export class Jobs {
  constructor(private readonly reviewChange: ReviewChange) {}

  /** @throws what the job threw; Superseded and Postponed are no faults */
  run(job: Job, signal: AbortSignal): Promise<void> {
    return inOwnTrace(`review ${job.kind}`, job.trace, { [attributes.journey]: job.key }, () => this.#do(job, signal));
  }

  /** Nobody will try again: whoever waits for it is told so. */
  async giveUp({ payload }: Job): Promise<void> {
    await this.reviewChange.giveUp(ChangeJob.parse(payload));
  }

  #do({ payload, attempts }: Job, signal: AbortSignal): Promise<void> {
    return this.reviewChange.run(ChangeJob.parse(payload), { signal, attempts });
  }
}
