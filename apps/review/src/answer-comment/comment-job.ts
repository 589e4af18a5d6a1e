import {
  type CommentAttributed,
  CommentAttributedEvent,
  Forge,
  PersonRef,
  RepositoryRef,
  commentJourney,
} from '@arbiter/contracts';
import { readCommand } from '@arbiter/reviewing';
import { z } from 'zod';
import type { JobRequest } from '../jobs/job.ts';

/** A comment on a change that may ask something of us. What it says is read from the forge when its turn comes. */
export const CommentJob = z.object({
  forge: Forge,
  repository: RepositoryRef,
  number: z.number().int().positive(),
  /** As in the event: `issue-comment:1`, `review-comment:7`, `note:42`. */
  commentId: z.string().min(1).max(64),
  author: PersonRef.optional(),
  /** The event that brought it. */
  cause: z.string().max(1024),
});
export type CommentJob = z.infer<typeof CommentJob>;

/** Kinds of comments that may stand in a thread, as a reply to us. */
const IN_THREADS = /^(?:review-comment|note):/;

/**
 * The job that a comment asks for; undefined where it asks nothing of us: it calls us, or it may be a reply to us. Bots are
 * not listened to, we least of all.
 */
export function jobFor(comment: CommentAttributed, trace?: string): JobRequest<CommentJob> | undefined {
  const { forge, repository, on, commentId, writing, attribution } = comment;
  if (on.kind !== 'change' || attribution.author?.kind === 'bot') return undefined;
  if (!IN_THREADS.test(commentId) && readCommand(writing.content.text) === undefined) return undefined;
  const cause = CommentAttributedEvent.idOf(comment);
  const { author } = attribution;
  return {
    key: commentJourney(comment, commentId),
    kind: 'comment',
    repository: `${forge}/${repository.id}`,
    payload: { forge, repository, number: on.number, commentId, cause, ...(author && { author }) },
    askedAt: writing.writtenAt,
    cause,
    trace,
  };
}
