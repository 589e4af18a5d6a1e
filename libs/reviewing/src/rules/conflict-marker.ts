import { type Rule, after, findingAt } from './file-view.ts';

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
      const texts = after(line, LONGEST).map(({ text }) => text.trimEnd());
      const middle = texts.findIndex((text) => MIDDLE.test(text));
      const theirs = texts.findIndex((text, index) => index > middle && THEIRS.test(text));
      if (middle < 0 || theirs < 0) return [];
      const told = {
        rule: 'conflict-marker',
        severity: 'critical',
        category: 'correctness',
        message:
          'A merge conflict was committed unresolved: both versions and the markers between them stand in the file. Keep what is meant, and remove the three marker lines.',
      } as const;
      return [findingAt(view, line, told, theirs + 2)];
    });
