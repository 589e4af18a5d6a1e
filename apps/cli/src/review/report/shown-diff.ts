import type { FileDiff } from '@arbiter/diff';

/** What `--show-diff` shows of a file: as it was parsed. */
export function shownFile({ path, previousPath, status, binary, hunks }: FileDiff): unknown {
  return {
    path,
    ...(previousPath !== undefined && { previousPath }),
    status,
    binary,
    hunks: hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => ({
      oldStart,
      oldLines,
      newStart,
      newLines,
      lines: lines.map(({ kind, old, new: now, text }) => [kind, old, now, text]),
    })),
  };
}
