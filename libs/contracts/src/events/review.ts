import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { changeJourney, commitJourney } from '../core/journey-key.ts';
import { PersonRef } from '../vocabulary/attribution.ts';
import { Forge, Instant, RepositoryRef, Sha } from '../vocabulary/forge.ts';

/**
 * What the change's status says. `success` only where everything in scope was looked at and nothing blocks; `neutral` for
 * partial coverage or a spent budget; `error` for a fault.
 */
export const ReviewStatus = z.enum(['success', 'failure', 'neutral', 'error']);
export type ReviewStatus = z.infer<typeof ReviewStatus>;

/** What every review tells of itself. */
const Reviewed = z.object({
  reviewId: z.uuid(),
  forge: Forge,
  repository: RepositoryRef,
  head: Sha,
  author: PersonRef.optional(),
  status: ReviewStatus,
  /** Why it is no success, in one word: `findings`, `partial`, `budget`, `model-fault` … */
  reason: z.string().max(64).optional(),
  /** New findings, by severity; what was said before is not counted again. */
  findings: z.record(z.enum(['info', 'minor', 'major', 'critical']), z.number().int().nonnegative()),
  coverage: z.object({
    files: z.number().int().nonnegative(),
    hunks: z.number().int().nonnegative(),
    reviewedHunks: z.number().int().nonnegative(),
    skipped: z.number().int().nonnegative(),
  }),
  /** Whether it stands on the forge. */
  posted: z.boolean(),
  reviewedAt: Instant,
});

/** A change was reviewed as it stood at one head. */
export const ChangeReviewed = Reviewed.extend({ number: z.number().int().positive() });
export type ChangeReviewed = z.infer<typeof ChangeReviewed>;

export const ChangeReviewedEvent = defineEvent({
  subject: 'review.change.reviewed.v1',
  schema: ChangeReviewed,
  key: ({ reviewId }) => reviewId,
  journeys: (review) => [changeJourney(review, review.number)],
});

/** A push was reviewed without a change, as its repository asks for it. */
export const PushReviewed = Reviewed.extend({
  /** Full ref: `refs/heads/main`. */
  ref: z.string().max(1024),
});
export type PushReviewed = z.infer<typeof PushReviewed>;

export const PushReviewedEvent = defineEvent({
  subject: 'review.push.reviewed.v1',
  schema: PushReviewed,
  key: ({ reviewId }) => reviewId,
  journeys: (review) => [commitJourney(review, review.head)],
});
