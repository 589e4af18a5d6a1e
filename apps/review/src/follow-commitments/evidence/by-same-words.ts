import type { Life } from '../life.ts';
import type { Finding, Work } from '../work.ts';
import { findingIn, isOwnWork, sharedWords } from './finding.ts';

/** The same person did, in the same repository, what the words of the promise say. */
export function bySameWords(promise: Life, work: Work): Finding | undefined {
  const { words, names } = promise;
  if (!isOwnWork(promise, work) || words.length < 2) return undefined;
  const { shared, part } = sharedWords(words, work.words);
  const named = names.some((ref) => work.mentions.includes(ref));
  if (shared < 2 || part < (named ? 0.4 : 0.66)) return undefined;
  const confidence = Math.min(0.9, 0.52 + 0.24 * part + 0.02 * Math.min(shared, 4) + (named ? 0.12 : 0));
  const reason = 'The same person did, in the same repository, what the words of the promise say.';
  return findingIn(work, { kind: 'similarity', confidence, reason });
}
