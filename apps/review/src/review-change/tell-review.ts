import { type ChangeReviewed, ChangeReviewedEvent, type UsageRecorded, UsageRecordedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { CONFIG } from '@arbiter/service';
import { type Finding, type ReviewOutcome, SEVERITIES } from '@arbiter/reviewing';
import { Inject, Injectable } from '@nestjs/common';
import type { KeptReview } from '../persistence/review.repository.ts';
import { recordsOf } from '../read-writings/usages-of.ts';
import type { ReviewConfig } from '../review.config.ts';
import type { Subject } from './ask-review.ts';
import type { ChangeJob } from './change-job.ts';

/** Tells what a review came to, and what it cost; told again it is the same. */
@Injectable()
export class TellReview {
  constructor(
    private readonly events: Events,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  async run(job: ChangeJob, subject: Subject, review: KeptReview): Promise<void> {
    await this.usages(subject, review.outcome);
    const told: ChangeReviewed = {
      ...factsOf(subject, review),
      number: job.number,
      posted: this.config.ARBITER_POST_COMMENTS,
    };
    await this.events.publish(ChangeReviewedEvent, told);
  }

  /** What was billed is told, also where nothing came of it. */
  async usages({ job, journey, at }: Omit<Subject, 'host' | 'signal'>, { usages }: ReviewOutcome): Promise<void> {
    const { forge, repository, author } = job;
    const all = usages.map(({ task, usage }) => ({
      ...usage,
      task,
      journey,
      forge,
      repository,
      ...(author && { person: author }),
    }));
    const records: UsageRecorded[] = recordsOf(`review/${journey}/${at.headSha}`, all);
    await this.events.publishAll(UsageRecordedEvent, records);
  }
}

/** What every review tells of itself. */
export function factsOf(
  { job, at }: Pick<Subject, 'job' | 'at'>,
  { id, outcome, reviewedAt }: KeptReview,
): Omit<ChangeReviewed, 'number' | 'posted'> {
  const { forge, repository, author } = job;
  const { verdict, coverage, findings, overflow } = outcome;
  return {
    reviewId: id,
    forge,
    repository,
    head: at.headSha,
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
    reviewedAt,
  };
}

const countBySeverity = (findings: readonly Finding[]): ChangeReviewed['findings'] => {
  const count = (wanted: string): number => findings.filter(({ severity }) => severity === wanted).length;
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, count(severity)])) as ChangeReviewed['findings'];
};
