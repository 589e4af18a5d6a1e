import type { FileDiff } from '@arbiter/diff';
import type { Finding } from '../review/finding.ts';
import { type ShownHunk, shownHunks } from '../placing/shown-lines.ts';

/** Lines of one hunk that read as quoted. */
interface QuotedPlace {
  readonly hunk: ShownHunk;
  readonly first: number;
  readonly last: number;
}

/** Code that is spoken of. */
interface Quotation {
  readonly quote?: string | undefined;
  readonly side: Finding['side'];
}

/** A reviewer that quotes other lines of one place may still mean the same: so far apart it does not, lines. */
const APART = 10;

/**
 * Whether two quotations of one file demonstrably stand at different places of what the diff shows: both are there, no line of
 * one is a line of the other, and wherever the first stands the second is in another hunk or far from it.
 */
export function standApart(one: Quotation, other: Quotation, files: readonly FileDiff[]): boolean {
  const places = placesOf(one, files);
  const others = placesOf(other, files);
  if (places.length === 0 || others.length === 0 || shareLines(one.quote, other.quote)) return false;
  return places.every((place) => others.every((another) => areApart(place, another)));
}

const areApart = (one: QuotedPlace, other: QuotedPlace): boolean =>
  one.hunk !== other.hunk || one.first - other.last > APART || other.first - one.last > APART;

/** Every place where the diff shows the quoted lines, whatever their blanks. */
function placesOf({ quote, side }: Quotation, files: readonly FileDiff[]): QuotedPlace[] {
  const wanted = quotedLinesOf(quote);
  if (wanted.length === 0) return [];
  return files
    .flatMap((file) => shownHunks(file, side))
    .flatMap((hunk) => {
      const shown = hunk.filter(({ text }) => text.trim() !== '');
      return shown.flatMap((line, at) => {
        const last = shown[at + wanted.length - 1];
        const reads = last !== undefined && wanted.every((text, offset) => spaced(shown[at + offset]?.text) === text);
        return reads ? [{ hunk, first: line.number, last: last.number }] : [];
      });
    });
}

/** Whether the two quote a line in common. */
export function shareLines(one: string | undefined, other: string | undefined): boolean {
  const lines = new Set(quotedLinesOf(one));
  return quotedLinesOf(other).some((line) => lines.has(line));
}

/** The lines of a quotation that say something, with blanks that count as one. */
export const quotedLinesOf = (quote = ''): string[] =>
  quote
    .split('\n')
    .map(spaced)
    .filter((line) => line !== '');

const spaced = (text = ''): string => text.trim().replaceAll(/\s+/g, ' ');
