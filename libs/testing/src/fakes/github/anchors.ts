import type { ChangedFile, SeenHunk } from '../forge/changed-files.ts';

/** Where a comment is asked to stand. */
export interface AskedAnchor {
  readonly path: string;
  readonly line?: number | undefined;
  readonly side?: string | undefined;
  readonly start_line?: number | undefined;
  readonly start_side?: string | undefined;
}

/** Which field cannot be taken, and why. */
export interface AnchorFault {
  readonly field: 'path' | 'line' | 'side' | 'start_line' | 'start_side';
  readonly message: string;
}

/**
 * GitHub's rules for a place in the diff: the path is one of the diff's, each end is a line of a hunk on its side, both ends
 * are in one hunk, and the start is before the end.
 */
export function anchorFault(files: readonly ChangedFile[], asked: AskedAnchor): AnchorFault | undefined {
  const file = files.find(({ path }) => path === asked.path);
  if (file === undefined) return { field: 'path', message: 'could not be resolved' };
  const { line, side = 'RIGHT', start_line: start, start_side: startSide = side } = asked;
  if (side !== 'LEFT' && side !== 'RIGHT') return { field: 'side', message: 'is not included in the list' };
  if (startSide !== 'LEFT' && startSide !== 'RIGHT')
    return { field: 'start_side', message: 'is not included in the list' };
  if (line === undefined) return { field: 'line', message: "can't be blank" };
  const end = placeOf(file, line, side);
  if (end === undefined) return { field: 'line', message: 'could not be resolved' };
  if (start === undefined) return undefined;
  const begin = placeOf(file, start, startSide);
  if (begin?.hunk !== end.hunk) return { field: 'start_line', message: 'must be part of the same hunk as the line.' };
  return begin.index < end.index ? undefined : { field: 'start_line', message: 'must precede the end line.' };
}

/** The line's hunk and its place in it. What is unchanged is on both sides. */
function placeOf(
  { hunks }: ChangedFile,
  number: number,
  side: 'LEFT' | 'RIGHT',
): { readonly hunk: SeenHunk; readonly index: number } | undefined {
  for (const hunk of hunks) {
    const index = hunk.lines.findIndex((line) =>
      side === 'RIGHT' ? line.kind !== '-' && line.new === number : line.kind !== '+' && line.old === number,
    );
    if (index >= 0) return { hunk, index };
  }
  return undefined;
}
