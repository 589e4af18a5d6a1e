import type { Finding } from '../review/finding.ts';
import { quotedLines } from './find-quote.ts';
import type { Suggestion } from './placement.ts';
import type { ShownHunk } from './shown-lines.ts';

/**
 * What the shown lines can be replaced with by a click; undefined where there is nothing to replace, or no certainty what.
 *
 * @param hunk all that the diff shows around them: it tells how lines of the file end
 * @param respaced the finding quotes its lines with other blanks: what replaces them is moved as far as they were
 */
export function suggestionFor(
  finding: Finding,
  shown: ShownHunk,
  hunk: ShownHunk,
  respaced: boolean,
): Suggestion | undefined {
  const [first, last] = [shown[0], shown.at(-1)];
  if (finding.suggestion === undefined || finding.side !== 'new' || first === undefined || last === undefined)
    return undefined;
  const replaced = shown.map(({ text }) => text);
  const proposed = linesOf(finding.suggestion);
  const indent = respaced ? indentOf(replaced, quotedLines(finding.quote ?? '')) : '';
  if (indent === undefined) return undefined;
  const above = hunk.slice(0, Math.max(0, hunk.indexOf(last))).map(({ text }) => text);
  const returns = returnsOf(replaced, above, proposed.length);
  const lines = proposed.map((line, at) => (line === '' ? line : indent + line) + (returns[at] ?? ''));
  if (lines.length === replaced.length && lines.every((line, at) => line === replaced[at])) return undefined;
  return { startLine: first.number, endLine: last.number, replaced, lines };
}

/**
 * The carriage returns that as many lines have in place of these. The very last line of a file may have none: how others end
 * tell those that are replaced with it, or those above.
 */
function returnsOf(replaced: readonly string[], above: readonly string[], count: number): readonly string[] {
  const last = replaced.at(-1)?.endsWith('\r') === true;
  const others = replaced.length > 1 ? replaced.slice(0, -1) : last ? replaced : above;
  const inner = others.length > 0 && others.every((line) => line.endsWith('\r'));
  return Array.from({ length: count }, (_, at) => ((at === count - 1 ? last : inner) ? '\r' : ''));
}

/** The lines of a proposed text; of an empty one none, so that it removes. */
function linesOf(text: string): string[] {
  if (text === '') return [];
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** The blanks that stand before every line and were left out in the quotation; undefined if more than those differ. */
function indentOf(lines: readonly string[], quoted: readonly string[]): string | undefined {
  let indent: string | undefined;
  for (const [at, line] of lines.entries()) {
    const text = line.replace(/\r$/, '');
    const quote = quoted[at] ?? '';
    if (text.trim() === '' && quote.trim() === '') continue;
    if (!text.endsWith(quote)) return undefined;
    const before = text.slice(0, text.length - quote.length);
    // The mark at the beginning of a file counts as a blank, and is no indentation.
    if (/[^ \t]/.test(before) || (indent ?? before) !== before) return undefined;
    indent = before;
  }
  return indent;
}

/** The file after a click on the suggestion: whatever ends its other lines, or does not end the last one, stays. */
export function applySuggestion(content: string, { startLine, endLine, lines }: Suggestion): string {
  const all = content.split('\n');
  const ended = all.at(-1) === '';
  if (ended) all.pop();
  all.splice(startLine - 1, endLine - startLine + 1, ...lines);
  return all.join('\n') + (ended && all.length > 0 ? '\n' : '');
}

/** Whether the file has, at the suggestion's lines, what the diff shows there: then it changes those and no others. */
export function appliesTo(content: string, { startLine, replaced }: Suggestion): boolean {
  const all = content.split('\n');
  if (all.at(-1) === '') all.pop();
  return replaced.every((line, at) => all[startLine - 1 + at] === line);
}

/** GitLab offers no more lines above the commented one. */
const MOST_ABOVE = 100;

/**
 * A block that the forge offers to commit: it replaces the lines that the comment stands on. Its fence is longer than any in
 * the lines, so that nothing ends it early.
 *
 * @returns undefined if the forge takes no suggestion of that size
 */
export function suggestionBlock(forge: 'github' | 'gitlab', suggestion: Suggestion): string | undefined {
  const above = suggestion.endLine - suggestion.startLine;
  if (forge === 'gitlab' && above > MOST_ABOVE) return undefined;
  const fences = suggestion.lines.flatMap((line) => line.match(/`{3,}/g) ?? []);
  const fence = '`'.repeat(Math.max(3, ...fences.map(({ length }) => length + 1)));
  const info = forge === 'github' ? 'suggestion' : `suggestion:-${above}+0`;
  return [`${fence}${info}`, ...suggestion.lines, fence].join('\n');
}
