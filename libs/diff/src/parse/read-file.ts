import type { FileDiff, FileStatus, Hunk } from '../model/file-diff.ts';
import type { Steps } from '../in-turns.ts';
import type { Cursor } from './cursor.ts';
import { type FileHeader, endsWhole, missingFrom, pathOf, readGitHeader } from './git-header.ts';
import { pathOfSides, readName } from './names.ts';
import { readCombinedHunk } from './read-combined-hunk.ts';
import { readHunk } from './read-hunk.ts';

const SUBMODULE_MODE = '160000';

/** Hunks that are read in one step. */
const STEP = 1_000;

/** Reads the file whose `diff --git` line the cursor is at. */
export function* readGitFile(cursor: Cursor): Steps<FileDiff> {
  const line = cursor.header('diff --git '.length);
  return yield* readBehind(cursor, line, (header) => pathOf(header, line));
}

/** Reads the file of a merge whose `diff --cc` or `diff --combined` line the cursor is at. */
export function* readMergedFile(cursor: Cursor): Steps<FileDiff> {
  const name = readName(cursor.header().replace(/^diff --(?:cc|combined) /, ''));
  return yield* readBehind(cursor, name, () => name);
}

/** Reads the file whose `---` line the cursor is at: what `diff -u` writes. */
export function* readPlainFile(cursor: Cursor): Steps<FileDiff> {
  const header = readGitHeader(cursor);
  const { hunks, truncated } = yield* readHunks(cursor);
  const [first] = hunks;
  if (header.oldName === undefined || (first?.oldStart === 0 && first.oldLines === 0)) header.status = 'added';
  if (header.newName === undefined || (first?.newStart === 0 && first.newLines === 0)) header.status = 'deleted';
  return toFile(pathOfSides(header.oldName, header.newName) ?? '', header, hunks, truncated);
}

function* readBehind(cursor: Cursor, names: string, pathFor: (header: FileHeader) => string): Steps<FileDiff> {
  cursor.next();
  const header = readGitHeader(cursor);
  const cut = cursor.isTorn() && !(cursor.isDone() && endsWhole(cursor.lastLine(), names));
  const { hunks, truncated } = yield* readHunks(cursor);
  const missing = hunks.length > 0 ? undefined : missingFrom(header, cursor.isDone());
  return toFile(pathFor(header), header, hunks, truncated ?? (cut ? 'its header is cut off' : missing));
}

/** Reads hunk after hunk; behind one that is not whole it goes on with the next, as long as no other file begins. */
export function* readHunks(cursor: Cursor): Steps<{ readonly hunks: Hunk[]; readonly truncated: string | undefined }> {
  const hunks: Hunk[] = [];
  let truncated: string | undefined;
  while (cursor.startsWith('@@') || (cursor.startsWith('@') && cursor.isCut())) {
    const hunk = cursor.startsWith('@@@') ? readCombinedHunk(cursor) : yield* readHunk(cursor);
    if ('lines' in hunk) hunks.push(hunk);
    else {
      truncated ??= hunk.unreadable;
      while (!cursor.isDone() && !cursor.startsWith('@@ ') && !beginsFile(cursor)) cursor.next();
    }
    if (hunks.length % STEP === 0) yield;
  }
  return { hunks, truncated };
}

/** Whether the line is the first of a file: git's, or a `---` line with all that has to follow it. */
export function beginsFile(cursor: Cursor): boolean {
  return cursor.startsWith('diff --') || beginsPlainFile(cursor);
}

export function beginsPlainFile({ text, start, end }: Cursor): boolean {
  if (!text.startsWith('--- ', start) || !text.startsWith('+++ ', end + 1)) return false;
  const third = text.indexOf('\n', end + 1);
  return third !== -1 && text.startsWith('@@ -', third + 1);
}

function toFile(path: string, header: FileHeader, hunks: readonly Hunk[], truncated: string | undefined): FileDiff {
  const status: FileStatus = header.status ?? 'modified';
  const { from, oldMode, newMode } = header;
  const moved = status === 'renamed' || status === 'copied';
  return {
    path,
    ...(moved && from !== undefined && { previousPath: from }),
    status,
    binary: header.binary ?? false,
    submodule: (newMode ?? oldMode) === SUBMODULE_MODE,
    ...(oldMode !== undefined && { oldMode }),
    ...(newMode !== undefined && { newMode }),
    ...(truncated !== undefined && { truncated }),
    hunks,
  };
}
