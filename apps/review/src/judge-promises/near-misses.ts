import { isOwnWork, sharedWords } from '../follow-commitments/evidence/finding.ts';
import { isInTime } from '../follow-commitments/evidence.ts';
import type { Life } from '../follow-commitments/life.ts';
import { type Work, byTime } from '../follow-commitments/work.ts';

/** How many a judge is shown. */
const MOST = 3;

/**
 * Commits that have something in common with a promise, those that have most first: of the same person, in the same repository,
 * in time, and not by themselves enough for any rule.
 */
export function nearMisses(promise: Life, works: readonly Work[]): Work[] {
  return works
    .filter((work) => work.source.kind === 'commit' && isOwnWork(promise, work) && isInTime(promise, work))
    .map((work) => ({ work, ...sharedWords(promise.words, work.words) }))
    .filter(({ shared }) => shared > 0)
    .toSorted((one, other) => other.part - one.part || byTime(one.work, other.work))
    .slice(0, MOST)
    .map(({ work }) => work);
}
