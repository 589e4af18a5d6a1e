import type { FileDiff } from '../model/file-diff.ts';
import { type Steps, finish, finishInTurns } from '../in-turns.ts';
import { Cursor } from './cursor.ts';
import { decode } from './decode.ts';
import { beginsPlainFile, readGitFile, readMergedFile, readPlainFile } from './read-file.ts';
import { readSubmoduleLog } from './submodule-log.ts';

const GIT = 'diff --git ';

/** Lines that are passed over in one step. */
const STEP = 20_000;

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
  return finish(readFiles(decode(input)));
}

/** The same with turns for others in between. */
export function parseDiffInTurns(input: Uint8Array | string): Promise<FileDiff[]> {
  return finishInTurns(readFiles(decode(input)));
}

function* readFiles(text: string): Steps<FileDiff[]> {
  const cursor = new Cursor(text);
  const files: FileDiff[] = [];
  for (let line = 1; !cursor.isDone(); line++) {
    const file = yield* readFile(cursor);
    if (file) files.push(file);
    else {
      const last = files.at(-1);
      // What the first letters of another file follow is not the end of the diff; whose they were nobody can tell.
      if (last && cursor.isCut() && GIT.startsWith(cursor.line()))
        files[files.length - 1] = { truncated: 'the diff is cut off behind it', ...last };
      cursor.next();
    }
    if (file || line % STEP === 0) yield;
  }
  return files;
}

/** Reads the file that begins at the cursor; undefined where none does. */
function* readFile(cursor: Cursor): Steps<FileDiff | undefined> {
  if (cursor.startsWith(GIT)) return yield* readGitFile(cursor);
  if (cursor.startsWith('diff --c')) return yield* readMergedFile(cursor);
  if (beginsPlainFile(cursor)) return yield* readPlainFile(cursor);
  const submodule = readSubmoduleLog(cursor);
  if (submodule) cursor.next();
  return submodule;
}
