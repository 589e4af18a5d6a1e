import type { ReviewOutcome, ReviewRequest, ReviewTools } from './review.ts';

/**
 * Reviews a diff: selects, redacts, packs, asks, judges, and leaves out what was said before. It posts nothing, and places
 * nothing.
 *
 * Never throws for what a model or a budget did: that is in `faults`, and in the verdict.
 */
export type ReviewDiff = (request: ReviewRequest, tools: ReviewTools) => Promise<ReviewOutcome>;
