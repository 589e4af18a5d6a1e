import type { Provider } from '@nestjs/common';
import { pushes } from '../review-push/pushes.ts';
import { AnswerComment } from '../answer-comment/answer-comment.ts';
import { FollowUp } from '../answer-comment/follow-up.ts';
import { RequestAnswers } from '../answer-comment/request-answers.ts';
import { Jobs } from '../jobs/jobs.ts';
import { Workers } from '../jobs/workers.ts';
import { AnswerRepository } from '../persistence/answer.repository.ts';
import { FindingRepository } from '../persistence/finding.repository.ts';
import { IgnoredRuleRepository } from '../persistence/ignored-rule.repository.ts';
import { JobRepository } from '../persistence/job.repository.ts';
import { ReviewRepository } from '../persistence/review.repository.ts';
import { AskReview } from './ask-review.ts';
import { MuteRules } from './mute-rules.ts';
import { PostReview } from './post-review.ts';
import { RequestReviews } from './request-reviews.ts';
import { ReviewChange } from './review-change.ts';
import { SetStatus } from './set-status.ts';
import { SettleThreads } from './settle-threads.ts';
import { TellReview } from './tell-review.ts';
import { WriteSummary } from './write-summary.ts';

/** Everything that reviews of changes and pushes, and the conversations about them, are made of. */
export const reviewing: readonly Provider[] = [
  ...pushes,
  RequestReviews,
  Workers,
  Jobs,
  ReviewChange,
  AskReview,
  PostReview,
  WriteSummary,
  SettleThreads,
  SetStatus,
  TellReview,
  MuteRules,
  RequestAnswers,
  AnswerComment,
  FollowUp,
  IgnoredRuleRepository,
  JobRepository,
  ReviewRepository,
  FindingRepository,
  AnswerRepository,
];
