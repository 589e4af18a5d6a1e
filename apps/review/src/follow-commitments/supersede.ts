import { journeyOfWriting } from '@arbiter/contracts';
import type { Life, Step } from './life.ts';
import { type Patience, endOf } from './turn-of-time.ts';
import { repositoryOf } from './work.ts';

/** The part of the telling words that two promises for the same thing share at least. */
const ALIKE = 0.8;

/** The first that promises the same again while the promise still runs, by the authors' dates, then by where it stands. */
export function firstRepetition(life: Life, promises: readonly Life[], patience: Patience): Life | undefined {
  const end = endOf(life, patience);
  return promises
    .filter((later) => later.madeAt.getTime() <= end && saysAgain(life, later))
    .toSorted((one, other) => (isBefore(one, other) ? -1 : 1))[0];
}

/** Whether `later` says again what `earlier` said: the same person, elsewhere, on the same thing. */
export function saysAgain(earlier: Life, later: Life): boolean {
  if (earlier.owner === null || earlier.owner !== later.owner || later.ambiguous) return false;
  if (!isBefore(earlier, later) || repositoryOf(earlier.source) !== repositoryOf(later.source)) return false;
  const shared = earlier.words.filter((word) => later.words.includes(word)).length;
  return shared >= 2 && shared / Math.max(earlier.words.length, later.words.length) >= ALIKE;
}

/** Of the same moment, what stands in the commit with the lower SHA; two in one text are promised both. */
function isBefore(one: Life, other: Life): boolean {
  const apart = one.madeAt.getTime() - other.madeAt.getTime();
  return apart === 0 ? journeyOfWriting(one.source) < journeyOfWriting(other.source) : apart < 0;
}

/**
 * A newer promise takes the older one's place. Which of several newer ones it was is not written down: that is chance, as they
 * become known in any order.
 */
export const superseded = (life: Life, later: Life): Step => ({
  kind: 'superseded',
  fact: `superseded/${String(life.revision + 1)}`,
  at: later.madeAt.toISOString(),
  actor: { kind: 'service', id: 'review' },
  reason: 'The same person promised the same again later; that promise holds instead.',
  evidence: [{ kind: 'statement', confidence: 1 }],
});
