import type { StoredLife } from '../persistence/life-row.ts';
import type { Turn } from '../persistence/turn.repository.ts';
import type { Life } from './life.ts';

/** The part of the telling words that two promises for the same thing share at least. */
const ALIKE = 0.8;

/** Whether `later` says again what `earlier` said: the same person, elsewhere, on the same thing. */
export function saysAgain(earlier: Life, later: Life): boolean {
  if (earlier.id === later.id || earlier.person?.id !== later.person?.id || later.ambiguous) return false;
  if (earlier.madeAt.getTime() >= later.madeAt.getTime() || scopeOf(earlier) !== scopeOf(later)) return false;
  const shared = earlier.words.filter((word) => later.words.includes(word)).length;
  return shared >= 2 && shared / Math.max(earlier.words.length, later.words.length) >= ALIKE;
}

const scopeOf = ({ source }: Life): string =>
  source.kind === 'message' ? 'message' : `${source.forge}/${source.repository.id}`;

/**
 * A newer promise takes the older one's place. Which of several newer ones it was is not written down: that is chance, as they
 * become known in any order.
 */
export const superseded = (later: StoredLife): Turn => ({
  steps: [
    {
      kind: 'superseded',
      fact: 'superseded',
      at: later.madeAt.toISOString(),
      actor: { kind: 'service', id: 'review' },
      reason: 'The same person promised the same again later; that promise holds instead.',
      evidence: [{ kind: 'statement', confidence: 1 }],
    },
  ],
});
