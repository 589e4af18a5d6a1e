import type { FileDiff, Hunk } from '@arbiter/diff';
import { redactText } from '../redaction/redact.ts';

/** A path in one line, whatever is in it, and without secrets: people put them everywhere. */
export function renderPath(path: string): string {
  const redacted = redactText(path);
  return /[\p{Cc}\p{Zl}\p{Zp}"]/u.test(redacted) ? JSON.stringify(redacted) : redacted;
}

/** What stands above a file's hunks. */
export function renderHeader({ path, previousPath, status }: FileDiff): string {
  const before = previousPath === undefined ? '' : `, before ${renderPath(previousPath)}`;
  return `=== ${renderPath(path)} (${status}${before})\n`;
}

/** A hunk as git writes it. The line numbers of the header are for orientation. */
export const renderHunk = (hunk: Hunk): string => [...hunkPieces(hunk)].join('');

export const renderFile = (file: FileDiff): string => [...filePieces(file)].join('');

/** Longest piece, but for what is longer in a line, characters. */
const PIECE = 64_000;

/** The same as `renderFile`, in pieces none of which takes long to write. */
export function* filePieces(file: FileDiff): Generator<string> {
  yield renderHeader(file);
  for (const hunk of file.hunks) yield* hunkPieces(hunk);
}

function* hunkPieces({ oldStart, oldLines, newStart, newLines, section, lines }: Hunk): Generator<string> {
  const head = `@@ -${String(oldStart)},${String(oldLines)} +${String(newStart)},${String(newLines)} @@ ${section}`;
  let piece = `${head.trimEnd()}\n`;
  for (const { kind, text } of lines) {
    piece += `${kind}${text}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
