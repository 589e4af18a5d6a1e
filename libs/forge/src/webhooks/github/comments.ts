import { z } from 'zod';
import { ignored } from '../reject.ts';
import { Id, lenient, Moment, Number32, Prose } from '../scalars.ts';
import type { CommentReading, Ignored } from '../types.ts';
import { Repository, User } from './parts.ts';

const Comment = z.object({ id: Id, body: Prose, created_at: Moment, user: User });
const envelope = { action: z.string(), repository: Repository, comment: Comment };

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment */
export const GithubIssueComment = z
  .object({ ...envelope, issue: z.object({ number: Number32, pull_request: lenient(z.object({})) }) })
  .transform(({ issue, ...event }) =>
    reading(event, 'issue-comment', { kind: issue.pull_request ? 'change' : 'issue', number: issue.number }),
  );

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request_review_comment */
export const GithubReviewComment = z
  .object({ ...envelope, pull_request: z.object({ number: Number32 }) })
  .transform(({ pull_request: pull, ...event }) =>
    reading(event, 'review-comment', { kind: 'change', number: pull.number }),
  );

type Envelope = z.infer<z.ZodObject<typeof envelope>>;

function reading(
  { action, repository, comment }: Envelope,
  idPrefix: string,
  on: CommentReading['on'],
): CommentReading | Ignored {
  if (action !== 'created') return ignored('only new comments are read, not their editing or deletion');
  return {
    kind: 'comment',
    forge: 'github',
    repository,
    commentId: `${idPrefix}:${comment.id}`,
    on,
    writing: { content: comment.body, writtenAt: comment.created_at },
    ...(comment.user && { author: comment.user }),
  };
}
