import type { Provider } from '@nestjs/common';
import { Jobs } from '../jobs/jobs.ts';
import { Workers } from '../jobs/workers.ts';
import { AnswerRepository } from '../persistence/answer.repository.ts';
import { FindingRepository } from '../persistence/finding.repository.ts';
import { JobRepository } from '../persistence/job.repository.ts';
import { ReviewRepository } from '../persistence/review.repository.ts';
import { MuteRules } from './mute-rules.ts';
import { PostReview } from './post-review.ts';
import { RequestReviews } from './request-reviews.ts';
import { ReviewChange } from './review-change.ts';
import { SetStatus } from './set-status.ts';
import { SettleThreads } from './settle-threads.ts';
import { TellReview } from './tell-review.ts';
import { WriteSummary } from './write-summary.ts';

/** Everything that reviews of changes are made of. */
export const reviewing: readonly Provider[] = [
  RequestReviews,
  Workers,
  Jobs,
  ReviewChange,
  PostReview,
  WriteSummary,
  SettleThreads,
  SetStatus,
  TellReview,
  MuteRules,
  JobRepository,
  ReviewRepository,
  FindingRepository,
  AnswerRepository,
];
