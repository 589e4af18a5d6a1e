import type { ShownHunk } from './shown-lines.ts';

/** Lines of a file that the diff shows, all of them or some. */
export interface Region {
  readonly lines: ShownHunk;
  readonly clamped: boolean;
}

/**
 * Finds lines by their numbers. Where only some of them are shown, or where they are in several hunks, it is the part in one
 * hunk: the first in which something changed, because a comment cannot stand across hunks.
 *
 * @returns undefined if none of them is shown
 */
export function findLines(startLine: number, endLine: number, hunks: readonly ShownHunk[]): Region | undefined {
  const parts = hunks
    .filter((hunk) => (hunk[0]?.number ?? 0) <= endLine && (hunk.at(-1)?.number ?? 0) >= startLine)
    .map((hunk) => hunk.filter(({ number }) => number >= startLine && number <= endLine))
    .filter((part) => part.length > 0);
  const lines = parts.find((part) => part.some(({ kind }) => kind !== ' ')) ?? parts[0];
  return lines && { lines, clamped: lines.length <= endLine - startLine };
}
