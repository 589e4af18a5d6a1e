import { type AddedLine, type Rule, findingAt } from './file-view.ts';

const OURS = /^<{7}(?: \S.*)?$/;
const MIDDLE = /^={7}$/;
const THEIRS = /^>{7}(?: \S.*)?$/;

/** Longest conflict that is looked at, lines. */
const LONGEST = 2_000;

/** Merges that were not finished: all three marks, in their order, in one hunk. */
export const conflictMarker: Rule = (view) =>
  view.added
    .filter(({ text }) => OURS.test(text.trimEnd()))
    .flatMap((line) => {
      const lines = linesOf(line);
      return lines === undefined ? [] : [findingAt(view, line, TOLD, lines)];
    });

/** How many lines a conflict takes that begins here; undefined if it is none, or another begins in it. */
function linesOf({ hunk, index }: AddedLine): number | undefined {
  let parted = false;
  for (let at = index + 1, lines = 2; at < hunk.lines.length && lines < LONGEST; at++) {
    const { kind, text } = hunk.lines[at] ?? { kind: '-', text: '' };
    if (kind === '-') continue;
    const mark = text.trimEnd();
    if (OURS.test(mark)) return undefined;
    if (MIDDLE.test(mark)) parted = true;
    else if (parted && THEIRS.test(mark)) return lines;
    lines += 1;
  }
  return undefined;
}

const TOLD = {
  rule: 'conflict-marker',
  severity: 'critical',
  category: 'correctness',
  message:
    'A merge conflict was committed unresolved: both versions and the markers between them stand in the file. Keep what is meant, and remove the three marker lines.',
} as const;
