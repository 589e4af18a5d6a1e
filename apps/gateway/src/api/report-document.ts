import type { GroupReport } from '@arbiter/contracts';

/** A report as people read it. */
export interface Report {
  readonly title: string;
  readonly groups: readonly GroupReport[];
}

const HEADS = ['Group', 'People', 'Open', 'Kept', 'Broken', 'Taken back', 'Reliability'];
const HIDDEN = 'Not shown: it would tell of fewer than five people.';

const percent = (part: number | null): string =>
  part === null ? 'nothing was due' : `${String(Math.round(part * 100))} %`;

function cellsOf({ department, people, sums, suppressed }: GroupReport): string[] {
  if (suppressed || sums === null) return [department, HIDDEN, '', '', '', '', ''];
  const { open, kept, broken, withdrawn, reliability } = sums;
  return [department, ...[people ?? 0, open, kept, broken, withdrawn].map(String), percent(reliability)];
}

/** As Markdown. Names are cells of a table, and can be nothing else. */
export function markdownOf({ title, groups }: Report): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll(/[|\\`*_<>[\]]|\s+/g, escapedMark)).join(' | ')} |`;
  const lines = [row(HEADS), `|${' --- |'.repeat(HEADS.length)}`, ...groups.map((group) => row(cellsOf(group)))];
  return `# ${title.replaceAll(/[|\\`*_<>[\]]|\s+/g, escapedMark)}\n\n${lines.join('\n')}\n`;
}

const escapedMark = (mark: string): string => (/^\s/.test(mark) ? ' ' : `\\${mark}`);

/** As a page of its own that loads nothing. */
export function htmlOf({ title, groups }: Report): string {
  const row = (cells: readonly string[], tag: 'td' | 'th') =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
<table>
<thead>${row(HEADS, 'th')}</thead>
<tbody>
${groups.map((group) => row(cellsOf(group), 'td')).join('\n')}
</tbody>
</table>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
