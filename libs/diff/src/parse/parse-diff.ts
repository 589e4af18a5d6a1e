import type { FileDiff } from '../model/file-diff.ts';
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
  const cursor = new Cursor(decode(input));
  const files: FileDiff[] = [];
  while (!cursor.isDone()) {
    if (cursor.startsWith(GIT)) files.push(readGitFile(cursor));
    else if (cursor.startsWith('diff --c')) files.push(readMergedFile(cursor));
    else if (beginsPlainFile(cursor)) files.push(readPlainFile(cursor));
    else {
      const submodule = readSubmoduleLog(cursor);
      if (submodule !== undefined) files.push(submodule);
      else if (cursor.isCut() && GIT.startsWith(cursor.line())) markLast(files);
      cursor.next();
    }
  }
  return files;
}

/** What the first letters of another file follow is not the end of the diff; whose they were nobody can tell. */
function markLast(files: FileDiff[]): void {
  const last = files.pop();
  if (last !== undefined) files.push({ truncated: 'the diff is cut off behind it', ...last });
}
