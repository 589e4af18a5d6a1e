import type { SarifFix, SarifReplacement } from './sarif-log.ts';

/** A line of the file as the change leaves it, without its line feed; undefined where it is not known. */
export type LineAt = (line: number) => string | undefined;

/**
 * What a tool's fix makes of whole lines: a suggestion for a forge, which knows nothing of columns. Columns are UTF-16 units,
 * as SARIF counts them unless it says otherwise.
 *
 * @param startLine the finding's lines; a fix that reaches beyond them is none for a click
 * @returns undefined where the fix is not of that kind, or its lines are not known
 */
export function suggestionOf(
  fix: SarifFix | undefined,
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
  lineAt: LineAt,
): string | undefined {
  const [change, ...others] = fix?.artifactChanges ?? [];
  const replacements = change?.replacements ?? [];
  if (replacements.length === 0 || others.length > 0) return undefined;
  const starts: number[] = [];
  let text = '';
  for (let line = startLine; line <= endLine; line++) {
    const known = lineAt(line);
    if (known === undefined) return undefined;
    starts.push(text.length);
    text += `${known}\n`;
  }
  // Whether a tool counts such a character as one column or two, few say.
  if (/[\uD800-\uDFFF]/.test(text)) return undefined;
  const cuts = replacements.map((replacement) => cutOf(replacement, starts, startLine, text.length));
  let end = Infinity;
  for (const cut of cuts.sort((a, b) => (b?.from ?? 0) - (a?.from ?? 0))) {
    // Two that touch the same place have an order that only the tool knows.
    if (cut === undefined || cut.to > end) return undefined;
    text = text.slice(0, cut.from) + cut.inserted + text.slice(cut.to);
    end = cut.from;
  }
  if (text === '') return '';
  return text.endsWith('\n') ? text : undefined;
}

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly inserted: string;
}

/** Where a replacement cuts the text that begins with the finding's first line; undefined if it reaches beyond it. */
function cutOf(
  { deletedRegion, insertedContent }: SarifReplacement,
  starts: readonly number[],
  firstLine: number,
  length: number,
): Cut | undefined {
  const { startLine, startColumn = 1, endColumn } = deletedRegion ?? {};
  if (startLine === undefined) return undefined;
  const endLine = deletedRegion?.endLine ?? startLine;
  const begin = starts[startLine - firstLine];
  const last =
    starts[endLine - firstLine] ?? (endLine === firstLine + starts.length && endColumn === 1 ? length : undefined);
  if (begin === undefined || last === undefined) return undefined;
  const from = begin + startColumn - 1;
  // Without an end it goes to the end of the line, its line feed left out.
  const to = endColumn === undefined ? (starts[endLine - firstLine + 1] ?? length) - 1 : last + endColumn - 1;
  return from <= to && to <= length ? { from, to, inserted: insertedContent?.text ?? '' } : undefined;
}
