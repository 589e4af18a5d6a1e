import type { FileDiff } from '../model/file-diff.ts';
import { inTurns } from '../in-turns.ts';
import { Cursor } from './cursor.ts';
import { decode } from './decode.ts';
import { beginsPlainFile, readGitFile, readMergedFile, readPlainFile } from './read-file.ts';
import { readSubmoduleLog } from './submodule-log.ts';

const GIT = 'diff --git ';

/**
 * Reads a diff: of git with whatever options, a mail of `git format-patch`, `git log -p`, a merge, or `diff -u`. Whatever
 * stands between the files is passed over. It never throws on what is cut off or garbled: the file says so in `truncated`
 * and has those hunks that were whole. Headers count: a diff without a last line feed is whole if its last hunk has all its lines.
 *
 * @param input bytes (UTF-8, or UTF-16 with its mark) or text
 * @returns the files in the diff's order; none if it is no diff. A patch series can have a file several times
 * @throws {RangeError} for more bytes than one text can hold (some 512 MB)
 */
export function parseDiff(input: Uint8Array | string): FileDiff[] {
  return [...readFiles(decode(input))];
}

/** The same, file by file, with turns for others in between. */
export function parseDiffInTurns(input: Uint8Array | string): Promise<FileDiff[]> {
  return inTurns(readFiles(decode(input)));
}

function* readFiles(text: string): Generator<FileDiff> {
  const cursor = new Cursor(text);
  let last: FileDiff | undefined;
  while (!cursor.isDone()) {
    const file = readFile(cursor);
    if (file) {
      if (last) yield last;
      last = file;
    } else {
      // What the first letters of another file follow is not the end of the diff; whose they were nobody can tell.
      if (last && cursor.isCut() && GIT.startsWith(cursor.line()))
        last = { truncated: 'the diff is cut off behind it', ...last };
      cursor.next();
    }
  }
  if (last) yield last;
}

/** Reads the file that begins at the cursor; undefined where none does. */
function readFile(cursor: Cursor): FileDiff | undefined {
  if (cursor.startsWith(GIT)) return readGitFile(cursor);
  if (cursor.startsWith('diff --c')) return readMergedFile(cursor);
  if (beginsPlainFile(cursor)) return readPlainFile(cursor);
  const submodule = readSubmoduleLog(cursor);
  if (submodule) cursor.next();
  return submodule;
}
