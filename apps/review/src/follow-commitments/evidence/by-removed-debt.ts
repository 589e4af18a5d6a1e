import type { Life } from '../life.ts';
import type { Finding, Work } from '../work.ts';
import { findingIn, isSameRepository, sharedWords } from './finding.ts';

/** Telling words that a TODO has in common with a promise at least, and which part of the fewer of both. */
const SHARED = 2;
const PART = 0.6;

/** It takes a TODO out of the code that says what was promised, or the debt that was admitted beside it; whoever did it. */
export function byRemovedDebt(promise: Life, work: Work): Finding | undefined {
  if (!isSameRepository(promise, work)) return undefined;
  const [best] = work.removedDebt
    .map(({ path, line, words }) => ({ path, line, alike: alike(words, promise) }))
    .filter(({ alike }) => alike >= PART)
    .toSorted((one, other) => other.alike - one.alike || (one.path < other.path ? -1 : 1) || one.line - other.line);
  if (!best) return undefined;
  const { path, line } = best;
  const reason = 'It takes a TODO out of the code that says what was promised.';
  return findingIn(work, { kind: 'debt-removed', confidence: 0.8 + 0.08 * best.alike, reason, path, line });
}

function alike(words: readonly number[], promise: Life): number {
  const parts = [promise.words, promise.debtWords].map((said) => {
    const { shared } = sharedWords(said, words);
    return shared < SHARED ? 0 : shared / Math.min(said.length, words.length);
  });
  return Math.max(...parts);
}
