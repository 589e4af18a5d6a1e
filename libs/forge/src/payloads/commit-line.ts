import type { DiffLine, FileDiff, Hunk } from '@arbiter/diff';
import type { CommitLine, PlacedLine } from '../api/comments.ts';

/**
 * The line of a commit's own diff on which a comment can stand: what a push changed in several commits may not be in the last
 * one's diff, or have other numbers on the old side, so that a removed line has to read the same.
 *
 * @param files the commit's own diff
 * @param text the line, without its mark
 * @returns undefined where that diff does not show it, or was cut off
 */
export function commitLine(
  files: readonly FileDiff[],
  { path, line, text }: { readonly path: string; readonly line: PlacedLine; readonly text: string },
): CommitLine | undefined {
  const file = files.find((one) => one.path === path);
  if (!file || file.truncated !== undefined) return undefined;
  let position = -1;
  for (const hunk of file.hunks) {
    position++;
    const remark = remarkWithin(hunk);
    let [old, now] = [hunk.oldStart, hunk.newStart];
    for (const [index, shown] of hunk.lines.entries()) {
      position++;
      if (index === remark) position++;
      if (isMeant(shown, line) && shown.text === text)
        return { path, position, line: { kind: shown.kind, old, new: now } };
      if (shown.kind !== '+') old++;
      if (shown.kind !== '-') now++;
    }
  }
  return undefined;
}

const isMeant = (shown: DiffLine, line: PlacedLine): boolean =>
  line.kind === '-' ? shown.kind === '-' && shown.old === line.old : shown.kind !== '-' && shown.new === line.new;

/** The line before which the remark stands that the old file ends without a line feed; -1 where there is none within. */
function remarkWithin({ unterminated, lines }: Hunk): number {
  if (unterminated !== 'old' && unterminated !== 'both') return -1;
  const last = lines.findLastIndex(({ kind }) => kind !== '+');
  return lines[last]?.kind === '-' && last < lines.length - 1 ? last + 1 : -1;
}
