import type { Finding } from '../review/finding.ts';

/** A line of a diff. Both counters always: on the side that lacks the line, the number that its next line has. */
export interface PlacedLine {
  readonly kind: '+' | '-' | ' ';
  readonly old: number;
  readonly new: number;
}

/** Lines of one hunk that a comment can stand on, both ends included. */
export interface Place {
  readonly path: string;
  /** Of a renamed or copied file. */
  readonly previousPath?: string;
  /** The side that is meant where both have the line. */
  readonly side: 'new' | 'old';
  readonly first: PlacedLine;
  readonly last: PlacedLine;
}

/**
 * Why a finding does not stand on its lines, or not on all of them:
 * - `outside-diff`: its file is none of the diff's
 * - `outside-hunks`: the diff does not show its lines
 * - `quote-not-found`: the code that it is about is not in the diff
 * - `quote-ambiguous`: that code stands there more than once
 * - `no-lines`: it names neither lines nor code
 * - `clamped`: the diff shows only some of its lines, and it stands on those
 */
export type PlacingReason =
  'outside-diff' | 'outside-hunks' | 'quote-not-found' | 'quote-ambiguous' | 'no-lines' | 'clamped';

/** Where a finding goes. There is no other end for one: it stands on lines, on its file, or in the summary. */
export type Placement = InlinePlacement | FallbackPlacement;

export interface InlinePlacement {
  readonly to: 'line';
  readonly finding: Finding;
  readonly place: Place;
  readonly reason?: 'clamped';
  /** What the lines can be replaced with by a click: verified. */
  readonly suggestion?: Suggestion;
}

export interface FallbackPlacement {
  /** `file`: on the file as a whole, which is one of the diff's. */
  readonly to: 'file' | 'summary';
  readonly finding: Finding;
  readonly reason: PlacingReason;
  /** Of a renamed or copied file. */
  readonly previousPath?: string;
}

/** Whole lines of the new file and what they are replaced with. */
export interface Suggestion {
  /** Numbers of the new file, from 1, both included. */
  readonly startLine: number;
  readonly endLine: number;
  /** What they are, as the diff shows them. */
  readonly replaced: readonly string[];
  /** With the carriage returns that the file's own lines have; none removes the lines. */
  readonly lines: readonly string[];
}
