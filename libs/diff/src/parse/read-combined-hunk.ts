import type { DiffLine, Hunk, LineKind } from '../model/file-diff.ts';
import type { Cursor } from './cursor.ts';
import { type Unreadable, unterminated } from './read-hunk.ts';

// -from,count of every parent, then +from,count
const HEADER = /^(@@@+) ((?:-\d{1,10}(?:,\d{1,10})? )+)\+(\d{1,10})(?:,(\d{1,10}))? @@@+ ?/;

/** One side: where it starts, and how many of its lines are to come. */
interface Side {
  readonly start: number;
  readonly count: number;
  left: number;
}

/**
 * Reads a hunk of a merge (`git show --cc`), which has a column for each parent, as the difference to the first parent: what
 * the merge did to the branch that it was made on. Lines that only other parents had do not occur.
 */
export function readCombinedHunk(cursor: Cursor): Hunk | Unreadable {
  const line = cursor.header();
  const match = HEADER.exec(line);
  const parents = match?.[2]?.trim().split(' ').map(readSide) ?? [];
  const [first] = parents;
  const cut = cursor.isCut();
  cursor.next();
  if (match === null || first === undefined || cut || match[1]?.length !== parents.length + 1) {
    return { unreadable: 'a hunk header is cut off or garbled' };
  }
  const merged = readSide(`+${match[3]},${match[4] ?? 1}`);
  const lines: DiffLine[] = [];
  const ends = new Set<LineKind>();
  let [old, now] = [first.start, merged.start];
  let kind: LineKind | undefined;
  while (merged.left > 0 || parents.some(({ left }) => left > 0)) {
    if (cursor.isDone()) return { unreadable: 'a hunk is cut off' };
    if (cursor.startsWith('\\')) {
      if (kind !== undefined) ends.add(kind);
    } else {
      const marks = cursor.line().slice(0, parents.length).padEnd(parents.length);
      if (!/^[-+ ]*$/.test(marks)) return { unreadable: 'a hunk has fewer lines than it says' };
      if (!count(marks, parents, merged)) return { unreadable: 'a hunk has other lines than it says' };
      kind = kindFor(marks);
      if (kind !== undefined) {
        const text = cursor.line(parents.length);
        lines.push({ kind, old: kind === '+' ? null : old++, new: kind === '-' ? null : now++, text });
      }
    }
    cursor.next();
  }
  if (cursor.startsWith('\\')) {
    if (kind !== undefined) ends.add(kind);
    cursor.next();
  }
  return {
    oldStart: first.start,
    oldLines: first.count,
    newStart: merged.start,
    newLines: merged.count,
    section: line.slice(match[0].length),
    ...unterminated(ends),
    lines,
  };
}

function readSide(range: string): Side {
  const [start, count] = range.slice(1).split(',').map(Number);
  return { start: start ?? 0, count: count ?? 1, left: count ?? 1 };
}

/** What the line is between the first parent and the merge; undefined if neither has it. */
function kindFor(marks: string): LineKind | undefined {
  if (marks.startsWith('-')) return '-';
  if (marks.includes('-')) return undefined;
  return marks.startsWith('+') ? '+' : ' ';
}

/** Takes the line off every side that has it; false if one has none left. */
function count(marks: string, parents: readonly Side[], merged: Side): boolean {
  const lost = marks.includes('-');
  const having = parents.filter((_, column) => marks[column] === (lost ? '-' : ' '));
  return [...having, ...(lost ? [] : [merged])].every((side) => side.left-- > 0);
}
