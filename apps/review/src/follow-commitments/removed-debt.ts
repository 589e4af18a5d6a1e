import { type FileDiff, type Steps, eachLine, finishInTurns } from '@arbiter/diff';
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
export const removedDebtIn = (files: readonly FileDiff[]): Promise<RemovedDebt[]> => finishInTurns(stepsThrough(files));

function* stepsThrough(files: readonly FileDiff[]): Steps<RemovedDebt[]> {
  const added = new Set<string>();
  const removed: { readonly path: string; readonly line: number; readonly said: string }[] = [];
  for (const { path, previousPath, hunks } of files) {
    for (const { lines } of hunks) {
      yield* eachLine(lines, ({ kind, old, text }) => {
        const said = kind === ' ' ? undefined : admittedIn(text);
        if (said === undefined) return;
        if (kind === '+') added.add(said);
        else if (old !== null) removed.push({ path: previousPath ?? path, line: old, said });
      });
      yield;
    }
  }
  return removed
    .filter(({ said }) => !added.has(said))
    .map(({ path, line, said }) => ({ path, line, words: tellingWords(said) }))
    .filter(({ words }) => words.length > 0)
    .slice(0, MOST);
}

function admittedIn(text: string): string | undefined {
  const said = text.length <= LONGEST ? ADMITTED.exec(text)?.[1] : undefined;
  return said?.replaceAll(/\s+/g, ' ').trim();
}
