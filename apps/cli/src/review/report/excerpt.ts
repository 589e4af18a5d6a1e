import type { FileDiff, Hunk } from '@arbiter/diff';
import type { Place } from '@arbiter/reviewing';
import type pc from 'picocolors';
import { plain } from './plain.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** Lines shown before the ones that are meant. */
const BEFORE = 2;
/** Lines shown at most; of more the beginning is told. */
const MOST = 12;
const WIDEST = 160;

/** The lines that a finding stands on and two before them, with numbers and the marks of the diff. */
export function excerptOf(file: FileDiff, { side, first, last }: Place, colours: Colours): string[] {
  const hunk = file.hunks.find(({ lines }) => lines.some((line) => line[side] === first[side]));
  if (hunk === undefined) return [];
  const from = indexOf(hunk, side, first[side]);
  const to = indexOf(hunk, side, last[side]);
  const shown = hunk.lines.slice(Math.max(0, from - BEFORE), Math.min(to + 1, from + MOST));
  const width = String(Math.max(last.new, last.old)).length;
  const lines = shown.map((line) => {
    const number = line[side] ?? 0;
    const meant = number >= first[side] && number <= last[side];
    const label = String(line[side] ?? '').padStart(width);
    const text = `${line.kind} ${plain(line.text).slice(0, WIDEST)}`.trimEnd();
    const paint = line.kind === '+' ? colours.green : line.kind === '-' ? colours.red : colours.dim;
    return `${meant ? '>' : ' '} ${colours.dim(label)} ${paint(text)}`;
  });
  const hidden = to + 1 - from - MOST;
  return hidden > 0 ? [...lines, colours.dim(`  ${''.padStart(width)} … ${hidden} more lines`)] : lines;
}

const indexOf = ({ lines }: Hunk, side: Place['side'], number: number): number =>
  lines.findIndex((line) => line[side] === number);
