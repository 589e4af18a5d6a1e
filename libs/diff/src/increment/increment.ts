import { finish, finishInTurns, type Steps } from '../in-turns.ts';
import type { FileDiff } from '../model/file-diff.ts';
import { type Names, namesOf } from './names.ts';

/** What of a file's diff can be seen, by name (see `names.ts`): whoever has looked at the file keeps these. */
export function digestsOf(file: FileDiff): readonly string[] {
  return allNamesOf(file).all;
}

/** The same of many files, or of long ones, with turns for others in between; whoever asks again for one of them does not wait. */
export function digestsInTurns(files: readonly FileDiff[]): Promise<(readonly string[])[]> {
  return finishInTurns(eachDigested(files));
}

function* eachDigested(files: readonly FileDiff[]): Steps<(readonly string[])[]> {
  const all: (readonly string[])[] = [];
  for (const file of files) {
    all.push((yield* knownNamesOf(file)).all);
    yield;
  }
  return all;
}

/** Files do not change once they are read: each is named once. */
const NAMES = new WeakMap<FileDiff, Names>();

/** Known ones without further ado: a change may have thousands of files. */
const allNamesOf = (file: FileDiff): Names => NAMES.get(file) ?? finish(knownNamesOf(file));

function* knownNamesOf(file: FileDiff): Steps<Names> {
  const known = NAMES.get(file);
  if (known) return known;
  const made = yield* namesOf(file);
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
    const names = allNamesOf(file);
    if (file.hunks.length === 0) return allSeen(names.all) && !file.truncated ? [] : [file];
    const hunks = file.hunks.filter((_, index) => {
      const own = names.hunks[index];
      return own === undefined || !(allSeen(own.whole) || allSeen(own.runs));
    });
    if (hunks.length === 0 && !file.truncated) return [];
    return [hunks.length === file.hunks.length ? file : { ...file, hunks }];
  });
}
