import type { FileDiff } from '../model/file-diff.ts';
import { type Names, namesOf } from './names.ts';

/** What of a file's diff can be seen, by name (see `names.ts`): whoever has looked at the file keeps these. */
export function digestsOf(file: FileDiff): readonly string[] {
  return knownNamesOf(file).all;
}

/** Files do not change once they are read: each is named once. */
const NAMES = new WeakMap<FileDiff, Names>();

function knownNamesOf(file: FileDiff): Names {
  const known = NAMES.get(file);
  if (known) return known;
  const made = namesOf(file);
  NAMES.set(file, made);
  return made;
}

/**
 * What of a change nobody has looked at: the hunks of its present diff (against its merge base) that are not among the
 * ones seen before. As both sides are diffs of the change against its own base, it does not matter whether commits were
 * added, amended, rebased, or merged from the base: a file that is not the change's own can not come in, and no hunk of it
 * can get lost. Of hunks that say the same all are left as long as one is new, because nobody can tell which.
 * @param seen digests of what was looked at, as `digestsOf` makes them
 */
export function incrementOf(files: readonly FileDiff[], seen: ReadonlySet<string>): readonly FileDiff[] {
  const allSeen = (names: readonly string[]): boolean => names.every((name) => seen.has(name));
  return files.flatMap((file) => {
    const names = knownNamesOf(file);
    if (file.hunks.length === 0) return allSeen(names.all) && !file.truncated ? [] : [file];
    const hunks = file.hunks.filter((_, index) => {
      const own = names.hunks[index];
      return own === undefined || !(allSeen(own.whole) || allSeen(own.runs));
    });
    if (hunks.length === 0 && !file.truncated) return [];
    return [hunks.length === file.hunks.length ? file : { ...file, hunks }];
  });
}
