import type { GroupReport } from '@arbiter/contracts';

/** A report as people read it. */
export interface Report {
  readonly title: string;
  readonly groups: readonly GroupReport[];
}

const HEADS = ['Group', 'People', 'Open', 'At risk', 'Kept', 'Broken', 'Taken back', 'Reliability'];
const HIDDEN = 'Not shown: it would tell of fewer than five people.';
const LEGEND =
  'At risk: open, and in high or critical danger not to be kept in time. Reliability: of those that were due, how many were kept.';

const percent = (part: number | null): string =>
  part === null ? 'nothing was due' : `${String(Math.round(part * 100))} %`;

/** What stands beside the name of a group; undefined where nothing may be told of it. */
function figuresOf({ people, sums, openAtRisk, suppressed }: GroupReport): string[] | undefined {
  if (suppressed || sums === null) return undefined;
  const { open, kept, broken, withdrawn, reliability } = sums;
  const atRisk = (openAtRisk?.['high'] ?? 0) + (openAtRisk?.['critical'] ?? 0);
  return [...[people ?? 0, open, atRisk, kept, broken, withdrawn].map(String), percent(reliability)];
}

/** As Markdown. Names are cells of a table, and can be nothing else. */
export function markdownOf({ title, groups }: Report): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll(/[|\\`*_<>[\]]|\s+/g, escapedMark)).join(' | ')} |`;
  const nothing = [HIDDEN, ...HEADS.slice(2).map(() => '')];
  const lines = [
    row(HEADS),
    `| --- |${' ---: |'.repeat(HEADS.length - 1)}`,
    ...groups.map((group) => row([group.department, ...(figuresOf(group) ?? nothing)])),
  ];
  return `# ${title.replaceAll(/[|\\`*_<>[\]]|\s+/g, escapedMark)}\n\n${lines.join('\n')}\n\n${LEGEND}\n`;
}

const escapedMark = (mark: string): string => (/^\s/.test(mark) ? ' ' : `\\${mark}`);

const STYLE = `:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
h1 { font-size: 1.5rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { padding: .5rem .75rem; text-align: right; border-bottom: 1px solid #8886 }
th:first-child { text-align: left }
tbody th { font-weight: normal; min-width: 9rem; overflow-wrap: anywhere }
thead th { border-bottom-width: 2px; white-space: nowrap }
.none { text-align: left; font-style: italic; opacity: .75 }
p { font-size: .875rem; opacity: .75 }`;

/** As a page of its own that loads nothing; to be read on paper and on a telephone, too. */
export function htmlOf({ title, groups }: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<div class="wide">
<table>
<thead><tr>${HEADS.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${groups.map(rowOf).join('\n')}
</tbody>
</table>
</div>
<p>${LEGEND}</p>
</body>
</html>
`;
}

function rowOf(group: GroupReport): string {
  const figures = figuresOf(group)?.map((cell) => `<td>${escaped(cell)}</td>`);
  const nothing = [`<td class="none" colspan="${String(HEADS.length - 1)}">${HIDDEN}</td>`];
  return `<tr><th scope="row">${escaped(group.department)}</th>${(figures ?? nothing).join('')}</tr>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
