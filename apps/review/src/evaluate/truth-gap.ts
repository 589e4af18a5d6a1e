import type { TruthGap } from '@arbiter/contracts';

/** What the repository shows since the promise was made. */
export interface Shown {
  /** Commits and merged changes of the person, and those among them that have to do with the promise. */
  readonly workSince: number;
  readonly workOnIt: number;
  readonly kept: boolean;
}

/** Words that go so far beyond what was done are a gap. */
const GAP = 0.5;

/**
 * Holds words against work. It is no lie detector: not all work leaves a commit, so a gap raises the risk that a promise is
 * missed, and says nothing of the person.
 */
export function truthGapOf(claimed: number | null, { workSince, workOnIt, kept }: Shown): TruthGap {
  const shown = kept ? 1 : Math.min(0.9, workOnIt * 0.45 + Math.min(workSince, 4) * 0.05);
  const beyond = claimed === null ? 0 : Math.max(0, claimed - shown);
  const gapDetected = beyond >= GAP;
  return {
    gapDetected,
    truthScore: Math.round((1 - beyond) * 1000) / 1000,
    claimed,
    workSince,
    workOnIt,
    explanation: explained(claimed, gapDetected, workOnIt),
  };
}

function explained(claimed: number | null, gap: boolean, workOnIt: number): string {
  if (claimed === null) return 'The words do not say how far the work is.';
  if (!gap) return 'The words are covered by what was done.';
  return workOnIt === 0
    ? 'The words say that much is done; nothing in the repositories has to do with it yet. Not all work leaves a trace there.'
    : 'The words say that more is done than the repositories show so far.';
}
