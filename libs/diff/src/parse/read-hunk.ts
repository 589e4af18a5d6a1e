import type { DiffLine, Hunk, LineKind } from '../model/file-diff.ts';
import type { Steps } from '../in-turns.ts';
import type { Cursor } from './cursor.ts';
import { readHunkHeader } from './hunk-header.ts';

const [PLUS, MINUS, SPACE, BACKSLASH] = [43, 45, 32, 92];

/** Lines that are read in one step. */
const STEP = 20_000;

/** Why a hunk could not be read. */
export interface Unreadable {
  readonly unreadable: string;
}

/**
 * Reads the hunk that begins at the cursor. Its header counts: a line that looks like another header is a line as long as
 * the count is not reached, and when it is reached the hunk is whole, also where the very last line has lost its line feed
 * (`$(git diff)` takes it off). The cursor ends behind the hunk, or behind what could be read of it.
 */
export function* readHunk(cursor: Cursor): Steps<Hunk | Unreadable> {
  const header = readHunkHeader(cursor.header());
  const cut = cursor.isCut();
  cursor.next();
  if (header === undefined || cut) return { unreadable: 'a hunk header is cut off or garbled' };
  let { oldLines: oldLeft, newLines: newLeft, oldStart: old, newStart: now } = header;
  const lines: DiffLine[] = [];
  const ends = new Set<LineKind>();
  while (oldLeft > 0 || newLeft > 0) {
    if (cursor.isDone()) return { unreadable: 'a hunk is cut off' };
    const kind = kindOf(cursor.first);
    if (kind === '\\') ends.add(lines.at(-1)?.kind ?? ' ');
    else {
      if (kind === undefined) return { unreadable: 'a hunk has fewer lines than it says' };
      if ((kind !== '+' && oldLeft-- === 0) || (kind !== '-' && newLeft-- === 0)) {
        return { unreadable: 'a hunk has other lines than it says' };
      }
      lines.push({ kind, old: kind === '+' ? null : old++, new: kind === '-' ? null : now++, text: cursor.line(1) });
      if (lines.length % STEP === 0) yield;
    }
    cursor.next();
  }
  if (cursor.first === BACKSLASH) {
    ends.add(lines.at(-1)?.kind ?? ' ');
    cursor.next();
  }
  if (goesOn(cursor)) return { unreadable: 'a hunk has more lines than it says' };
  return { ...header, ...unterminated(ends), lines };
}

/** The kind of a line in a hunk. An empty one is an empty line of both files whose blank was lost on the way, as git has it. */
function kindOf(first: number): LineKind | '\\' | undefined {
  switch (first) {
    case SPACE:
      return ' ';
    case PLUS:
      return '+';
    case MINUS:
      return '-';
    case BACKSLASH:
      return '\\';
    default:
      return Number.isNaN(first) ? ' ' : undefined;
  }
}

/** Whether a line of a hunk follows, and not the next file or the signature of a mail. */
function goesOn(cursor: Cursor): boolean {
  if (cursor.isDone()) return false;
  return cursor.first === PLUS || cursor.first === SPACE || (cursor.first === MINUS && !cursor.startsWith('--'));
}

/** Which files end without a line feed, by the kinds of the lines that were told to. */
export function unterminated(ends: ReadonlySet<LineKind>): Pick<Hunk, 'unterminated'> {
  const old = ends.has('-') || ends.has(' ');
  const now = ends.has('+') || ends.has(' ');
  if (!old && !now) return {};
  return { unterminated: old && now ? 'both' : old ? 'old' : 'new' };
}
