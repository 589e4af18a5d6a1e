import type { FileDiff } from '@arbiter/diff';
import { tellingWords } from './words.ts';
import type { RemovedDebt } from './work.ts';

/** How debt is admitted in code, and what it says. */
const ADMITTED = /\b(?:TODO|FIXME|HACK|XXX)\b(.*)$/;

/** Longest line that is read, and most that are kept of one change. */
const LONGEST = 400;
const MOST = 200;

/**
 * The TODOs and their kin that a diff takes out of the code, with their places in the old files. What stands in it somewhere
 * else afterwards was only moved, and is not gone.
 */
export function removedDebtIn(files: readonly FileDiff[]): RemovedDebt[] {
  const lines = files.flatMap(({ path, previousPath, hunks }) =>
    hunks.flatMap((hunk) => hunk.lines.map((line) => ({ ...line, path: previousPath ?? path }))),
  );
  const added = new Set(lines.flatMap(({ kind, text }) => (kind === '+' ? admittedIn(text) : [])));
  return lines
    .flatMap(({ kind, old, path, text }) =>
      kind === '-' && old !== null
        ? admittedIn(text)
            .filter((said) => !added.has(said))
            .map((said) => ({ path, line: old, words: tellingWords(said) }))
        : [],
    )
    .filter(({ words }) => words.length > 0)
    .slice(0, MOST);
}

const admittedIn = (text: string): string[] => {
  const said = text.length <= LONGEST ? ADMITTED.exec(text)?.[1] : undefined;
  return said === undefined ? [] : [said.replaceAll(/\s+/g, ' ').trim()];
};
