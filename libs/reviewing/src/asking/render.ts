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
export function renderHunk({ oldStart, oldLines, newStart, newLines, section, lines }: Hunk): string {
  const head =
    `@@ -${String(oldStart)},${String(oldLines)} +${String(newStart)},${String(newLines)} @@ ${section}`.trimEnd();
  return `${head}\n${lines.map(({ kind, text }) => `${kind}${text}\n`).join('')}`;
}

export const renderFile = (file: FileDiff): string => `${renderHeader(file)}${file.hunks.map(renderHunk).join('')}`;
