import { type ChangeReviewed, ChangeReviewedEvent, type UsageRecorded, UsageRecordedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { CONFIG } from '@arbiter/service';
import { type Finding, type ReviewOutcome, SEVERITIES } from '@arbiter/reviewing';
import { Inject, Injectable } from '@nestjs/common';
import type { KeptReview } from '../persistence/review.repository.ts';
import { recordsOf } from '../read-writings/usages-of.ts';
import type { ReviewConfig } from '../review.config.ts';
import { journeyOf } from './change-job.ts';
import type { Scene } from './review-change.ts';

/** Tells what a review came to, and what it cost; told again it is the same. */
@Injectable()
export class TellReview {
  constructor(
    private readonly events: Events,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  async run(scene: Scene, review: KeptReview): Promise<void> {
    await this.usages(scene, review.outcome);
    await this.events.publish(ChangeReviewedEvent, this.#told(scene, review));
  }

  /** What was billed is told, also where nothing came of it. */
  async usages({ job, change }: Scene, { usages }: ReviewOutcome): Promise<void> {
    const { forge, repository, author } = job;
    const all = usages.map(({ task, usage }) => ({
      ...usage,
      task,
      journey: journeyOf(job),
      forge,
      repository,
      ...(author && { person: author }),
    }));
    const records: UsageRecorded[] = recordsOf(`review/${journeyOf(job)}/${change.headSha}`, all);
    await this.events.publishAll(UsageRecordedEvent, records);
  }

  #told({ job, change }: Scene, { id, outcome, reviewedAt }: KeptReview): ChangeReviewed {
    const { forge, repository, number, author } = job;
    const { verdict, coverage, findings, overflow } = outcome;
    return {
      reviewId: id,
      forge,
      repository,
      number,
      head: change.headSha,
      ...(author && { author }),
      status: verdict.status,
      ...(verdict.reason !== undefined && { reason: verdict.reason.slice(0, 64) }),
      findings: countBySeverity([...findings, ...overflow]),
      coverage: {
        files: coverage.files,
        hunks: coverage.hunks,
        reviewedHunks: coverage.reviewedHunks,
        skipped: coverage.skipped.length,
      },
      posted: this.config.ARBITER_POST_COMMENTS,
      reviewedAt,
    };
  }
}

const countBySeverity = (findings: readonly Finding[]): ChangeReviewed['findings'] => {
  const count = (wanted: string): number => findings.filter(({ severity }) => severity === wanted).length;
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, count(severity)])) as ChangeReviewed['findings'];
};
