import type { FileDiff, Hunk, LineKind } from '@arbiter/diff';
import type { Finding } from '../review/finding.ts';
import type { PlacedLine } from './placement.ts';

/** A line of a hunk with both counters, as forges count. */
export interface ShownLine extends PlacedLine {
  readonly text: string;
  /** Its number on the side that is asked about. */
  readonly number: number;
}

/** The lines of one hunk that a side has. */
export type ShownHunk = readonly ShownLine[];

const lacks = (kind: LineKind, side: Finding['side']): boolean => kind === (side === 'new' ? '-' : '+');

/** Counted once for all findings of a file. */
const counted = {
  new: new WeakMap<FileDiff, readonly ShownHunk[]>(),
  old: new WeakMap<FileDiff, readonly ShownHunk[]>(),
};

/** What the diff shows of a side, hunk by hunk; hunks that have no line of that side are left out. */
export function shownHunks(file: FileDiff, side: Finding['side']): readonly ShownHunk[] {
  const known = counted[side].get(file);
  if (known !== undefined) return known;
  const hunks = file.hunks.map((hunk) => shownLines(hunk, side)).filter((lines) => lines.length > 0);
  counted[side].set(file, hunks);
  return hunks;
}

function shownLines(hunk: Hunk, side: Finding['side']): ShownLine[] {
  let [old, now] = [hunk.oldStart, hunk.newStart];
  const shown: ShownLine[] = [];
  for (const { kind, text } of hunk.lines) {
    if (!lacks(kind, side)) shown.push({ kind, old, new: now, text, number: side === 'new' ? now : old });
    if (kind !== '+') old += 1;
    if (kind !== '-') now += 1;
  }
  return shown;
}
