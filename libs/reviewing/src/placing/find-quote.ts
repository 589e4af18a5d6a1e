import type { ShownHunk, ShownLine } from './shown-lines.ts';

/** Where a quotation stands. */
export interface Match {
  readonly lines: ShownHunk;
  /** `exact`: letter by letter. `spaced`: but for blanks. `part`: it does not fill its lines. */
  readonly how: 'exact' | 'spaced' | 'part';
}

export type Search = Match | 'quote-not-found' | 'quote-ambiguous';

/** Shorter parts of lines are found by chance. */
const SHORTEST_PART = 8;

/**
 * Finds quoted lines: first letter by letter, then whatever their blanks, then as part of lines. Of several places it is the
 * one that was changed, if only one was; else it is ambiguous, because a comment on the wrong line is worse than none there.
 */
export function findQuote(quoted: readonly string[], hunks: readonly ShownHunk[]): Search {
  if (quoted.length === 0) return 'quote-not-found';
  const words = quoted.map(spaced);
  for (const how of ['exact', 'spaced', 'part'] as const) {
    const matches = hunks.flatMap((hunk) => matchesIn(hunk, how === 'exact' ? quoted : words, how));
    if (matches.length > 0) return onlyOne(matches, how);
  }
  return 'quote-not-found';
}

/** The lines of a quotation, without blank ones at its ends. */
export function quotedLines(quote: string): string[] {
  const lines = quote.split('\n').map(withoutReturn);
  while (lines[0]?.trim() === '') lines.shift();
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines;
}

/** Whether these very lines say what is quoted: all of it, it in part of them, or a stretch of it, which has more around. */
export function agree(lines: ShownHunk, quoted: readonly string[]): boolean {
  const [texts, words] = [lines.map(({ text }) => spaced(text)), quoted.map(spaced)];
  const [short, long] = texts.length < words.length ? [texts, words] : [words, texts];
  for (let from = 0; from + short.length <= long.length; from++) {
    const stretch = long.slice(from, from + short.length);
    const [shown, said] = texts.length < words.length ? [texts, stretch] : [stretch, words];
    if (shown.every((text, at) => text === said[at] || isPart(text, said, at, 1))) return true;
  }
  return false;
}

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);

const spaced = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

/** Whether the line says its part of a quotation that begins or ends within a line. */
function isPart(text: string, words: readonly string[], at: number, shortest: number): boolean {
  const said = words[at] ?? '';
  const [isFirst, isLast] = [at === 0, at === words.length - 1];
  if (said.length < shortest || (!isFirst && !isLast)) return false;
  if (isFirst && isLast) return text.includes(said);
  return isFirst ? text.endsWith(said) : text.startsWith(said);
}

/** Hundreds of findings may be looked for in one long file. */
const spacedTexts = new WeakMap<ShownHunk, readonly string[]>();

function textsOf(hunk: ShownHunk, how: Match['how']): readonly string[] {
  if (how === 'exact') return hunk.map(({ text }) => withoutReturn(text));
  const texts = spacedTexts.get(hunk) ?? hunk.map(({ text }) => spaced(text));
  spacedTexts.set(hunk, texts);
  return texts;
}

function matchesIn(hunk: ShownHunk, quoted: readonly string[], how: Match['how']): ShownHunk[] {
  const texts = textsOf(hunk, how);
  const says = (text: string, at: number): boolean =>
    text === quoted[at] || (how === 'part' && isPart(text, quoted, at, SHORTEST_PART));
  const matches: ShownHunk[] = [];
  for (let start = 0; start + quoted.length <= texts.length; start++) {
    let at = 0;
    while (at < quoted.length && says(texts[start + at] ?? '', at)) at += 1;
    if (at === quoted.length) matches.push(hunk.slice(start, start + quoted.length));
  }
  return matches;
}

function onlyOne(matches: readonly ShownHunk[], how: Match['how']): Search {
  const changed = matches.filter((lines) => lines.some(isChanged));
  const [lines, ...others] = changed.length > 0 ? changed : matches;
  return lines === undefined || others.length > 0 ? 'quote-ambiguous' : { lines, how };
}

const isChanged = ({ kind }: ShownLine): boolean => kind !== ' ';
