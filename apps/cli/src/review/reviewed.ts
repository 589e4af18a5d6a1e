import type { Finding, Placement, Problem, ReviewOutcome } from '@arbiter/reviewing';
import type { ChangeToReview } from './input/change-to-review.ts';

/** A finding that stands on no line, and where it went instead. */
export interface Fallback {
  readonly finding: Finding;
  readonly to: 'file' | 'summary';
  readonly reason: string;
}

/** A review of a change on this machine. */
export interface Reviewed {
  readonly change: ChangeToReview;
  readonly outcome: ReviewOutcome;
  /** Every finding that is to be posted, the weightiest first. */
  readonly placements: readonly Placement[];
  readonly fallbacks: readonly Fallback[];
  /** What is wrong with the configuration: then the defaults held. */
  readonly problems: readonly Problem[];
}

/** What is in neither place: nothing. Findings of other tools that repeat each other are told as well, as what they are. */
export function fallbacksOf(placements: readonly Placement[], { overflow, setAside }: ReviewOutcome): Fallback[] {
  return [
    ...placements.flatMap((placement) => (placement.to === 'line' ? [] : [placement])),
    ...overflow.map((finding) => ({
      finding,
      to: 'summary' as const,
      reason: finding.path === '' ? 'whole-change' : 'too-many',
    })),
    ...setAside
      .filter(({ finding, reason }) => finding.source === 'sarif' && reason !== 'said-before')
      .map(({ finding, reason }) => ({ finding, to: 'summary' as const, reason })),
  ].map(({ finding, to, reason }) => ({ finding, to, reason }));
}
