import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { commentJourney } from '../core/journey-key.ts';
import { Attribution } from '../vocabulary/attribution.ts';
import { Actor, Forge, RepositoryRef, Sha } from '../vocabulary/forge.ts';
import { Writing } from '../vocabulary/writing.ts';

/** A comment on a change, an issue or a commit. Confidential ones never get this far. */
const Comment = z.object({
  forge: Forge,
  repository: RepositoryRef,
  /** `issue-comment:1`, `review-comment:7`, `note:42`: the forge's ids are unique per kind only. */
  commentId: z.string().min(1).max(64),
  on: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('change'), number: z.number().int().positive() }),
    z.object({ kind: z.literal('issue'), number: z.number().int().positive() }),
    z.object({ kind: z.literal('commit'), sha: Sha }),
    z.object({ kind: z.literal('other') }),
  ]),
  writing: Writing,
  deliveryId: z.uuid(),
});

const keyOf = (comment: z.infer<typeof Comment>) =>
  `${comment.forge}/${comment.repository.id}/${comment.commentId}/${comment.deliveryId}`;
const journeysOf = (comment: z.infer<typeof Comment>) => [commentJourney(comment, comment.commentId)];

export const CommentCreated = Comment.extend({ author: Actor.optional() });
export type CommentCreated = z.infer<typeof CommentCreated>;
export const CommentCreatedEvent = defineEvent({
  subject: 'ingestion.comment.created.v1',
  schema: CommentCreated,
  key: keyOf,
  journeys: journeysOf,
});

export const CommentAttributed = Comment.extend({ attribution: Attribution });
export type CommentAttributed = z.infer<typeof CommentAttributed>;
export const CommentAttributedEvent = defineEvent({
  subject: 'identity.comment.attributed.v1',
  schema: CommentAttributed,
  key: keyOf,
  journeys: journeysOf,
});
