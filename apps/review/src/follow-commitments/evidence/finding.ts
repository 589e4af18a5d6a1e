import type { Life } from '../life.ts';
import { type Finding, type Work, repositoryOf } from '../work.ts';

/** A finding in a piece of work; the confidence is rounded, so that what is stored is what was compared. */
export const findingIn = (
  { source }: Work,
  found: Pick<Finding, 'kind' | 'confidence' | 'reason' | 'path' | 'line'>,
): Finding => ({ ...found, source, confidence: Math.round(found.confidence * 1000) / 1000 });

/** How many of the first words the second ones share, and which part of the first that is. */
export function sharedWords(
  words: readonly number[],
  others: readonly number[],
): { readonly shared: number; readonly part: number } {
  const shared = words.filter((word) => others.includes(word)).length;
  return { shared, part: words.length === 0 ? 0 : shared / words.length };
}

/** Where a promise was made; a message is about whatever repository. */
export const isSameRepository = ({ source }: Life, { repository }: Work): boolean =>
  (repositoryOf(source) ?? repository) === repository;

/** Whether the work can show by its likeness what the promise says: of the same person, for the same repository, and done. */
export const isOwnWork = (promise: Life, work: Work): boolean =>
  !work.promising && work.personId !== null && promise.owner === work.personId && isSameRepository(promise, work);
