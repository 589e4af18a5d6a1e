import { fileKeys, namedFiles, nameKeys } from '../files.ts';
import type { Life } from '../life.ts';
import type { Finding, Work } from '../work.ts';
import { findingIn, isOwnWork, sharedWords } from './finding.ts';

/**
 * The same person worked on a file that the promise names, or that the commit touched in which it was made, and says something
 * like it: with the same file fewer words have to agree than by words alone.
 */
export function bySameFiles(promise: Life, work: Work): Finding | undefined {
  if (!isOwnWork(promise, work) || work.files.length === 0) return undefined;
  const { shared, part } = sharedWords(promise.words, work.words);
  // Nearly all work of a busy person ends here: what is compared next costs a hundred times as much.
  if (shared < 1 || part < 0.25) return undefined;
  const named = namedFiles(promise.quote).find((name) => nameKeys(name).some((key) => work.files.includes(key)));
  if (named !== undefined) {
    const reason = 'The same person worked on what the promise names, and says something like it.';
    return findingIn(work, { kind: 'same-files', confidence: Math.min(0.9, 0.77 + 0.13 * part), reason, path: named });
  }
  if (shared < 2 || part < 0.4) return undefined;
  const touched = promise.files.find((path) =>
    fileKeys(path)
      .slice(0, 1)
      .some((key) => work.files.includes(key)),
  );
  if (touched === undefined) return undefined;
  const reason = 'The same person worked on a file of the commit that promises, and says something like it.';
  return findingIn(work, { kind: 'same-files', confidence: Math.min(0.88, 0.7 + 0.18 * part), reason, path: touched });
}
