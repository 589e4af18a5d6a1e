import Table from 'cli-table3';
import type pc from 'picocolors';

/** One column: its title, and its text in each row. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string | number;
  /** Numbers stand at the right. */
  readonly right?: boolean;
  readonly paint?: (text: string, row: Row) => string;
}

const GAP = 2;
const NARROWEST = 8;
const BARE = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((corner) => [`${side}${corner}`, '']),
  ),
);

/** A table without lines. What does not fit `width` columns is cut, the widest column first. */
export function makeTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number | undefined,
  colours: ReturnType<typeof pc.createColors>,
): string {
  const cells = rows.map((row) => columns.map(({ of }) => oneLine(String(of(row)))));
  const natural = columns.map(({ title }, index) =>
    Math.max(title.length, ...cells.map((texts) => texts[index]?.length ?? 0)),
  );
  const widths = fitting(natural, (width ?? Infinity) - GAP * (columns.length - 1));
  const table = new Table({
    chars: { ...BARE, middle: ' '.repeat(GAP) },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    head: columns.map(({ title }) => colours.bold(title)),
    colWidths: widths,
    colAligns: columns.map(({ right }) => (right === true ? 'right' : 'left')),
  });
  for (const [at, row] of rows.entries()) {
    table.push(
      columns.map(({ paint }, index) => {
        const text = cut(cells[at]?.[index] ?? '', widths[index] ?? 0);
        return paint ? paint(text, row) : text;
      }),
    );
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Takes from the widest until all fit, or nothing can be taken any more. */
function fitting(natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  for (let over = widths.reduce((sum, width) => sum + width, 0) - room; over > 0; over--) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/** Whatever stands in an error or an event moves no cursor. */

const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
