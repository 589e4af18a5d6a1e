import type { FileDiff } from '@arbiter/diff';
import type { Finding } from '../review/finding.ts';
import { findLines, type Region } from './find-lines.ts';
import { agree, findQuote, quotedLines } from './find-quote.ts';
import type { FallbackPlacement, InlinePlacement, Place, Placement, PlacingReason } from './placement.ts';
import { type ShownHunk, shownHunks } from './shown-lines.ts';
import { suggestionFor } from './suggestion.ts';

/** Where a finding was found. `whole`: on all of its lines as they are. */
interface Found {
  readonly file: FileDiff;
  readonly lines: ShownHunk;
  readonly how: 'whole' | 'respaced' | 'part' | 'clamped';
}

/**
 * Says where a finding goes: on its lines, else on its file, else into the summary. A model is placed by the code that it
 * quotes and never by line numbers. Rules and other tools are placed by their lines; where those do not read as quoted, the
 * quotation leads.
 *
 * @param files those of the diff that have the finding's path; of a link that was a file there are two
 */
export function placeFinding(finding: Finding, files: readonly FileDiff[]): Placement {
  if (files.length === 0) return { to: 'summary', finding, reason: 'outside-diff' };
  let reason: PlacingReason | undefined;
  for (const file of files) {
    const found = find(finding, file);
    if (typeof found !== 'string') return inline(finding, found);
    // What was found too often is more than what was not found at all.
    if (reason === undefined || found === 'quote-ambiguous') reason = found;
  }
  const previousPath = files.find((file) => file.previousPath !== undefined)?.previousPath;
  const fallback: FallbackPlacement = { to: 'file', finding, reason: reason ?? 'no-lines' };
  return previousPath === undefined ? fallback : { ...fallback, previousPath };
}

function find(finding: Finding, file: FileDiff): Found | PlacingReason {
  const hunks = file.submodule ? [] : shownHunks(file, finding.side);
  const quoted = quotedLines(finding.quote ?? '');
  const region = finding.source === 'model' ? undefined : regionOf(finding, hunks);
  if (region !== undefined && (quoted.length === 0 || agree(region.lines, quoted))) {
    return { file, lines: region.lines, how: region.clamped ? 'clamped' : 'whole' };
  }
  const byLines = finding.source !== 'model' && finding.startLine !== undefined;
  if (quoted.length === 0) return byLines ? 'outside-hunks' : 'no-lines';
  const match = findQuote(quoted, hunks);
  // Part of a line is too little to move a tool's finding away from lines that the diff just does not show.
  if (byLines && region === undefined && (typeof match === 'string' || match.how === 'part')) return 'outside-hunks';
  return typeof match === 'string' ? match : { file, lines: match.lines, how: HOW[match.how] };
}

const HOW = { exact: 'whole', spaced: 'respaced', part: 'part' } as const;

function regionOf({ startLine, endLine }: Finding, hunks: readonly ShownHunk[]): Region | undefined {
  if (startLine === undefined) return undefined;
  return findLines(startLine, Math.max(startLine, endLine ?? startLine), hunks);
}

function inline(finding: Finding, { file, lines, how }: Found): Placement {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return { to: 'file', finding, reason: 'no-lines' };
  const place: Place = {
    path: file.path,
    ...(file.previousPath !== undefined && { previousPath: file.previousPath }),
    side: finding.side,
    first: { kind: first.kind, old: first.old, new: first.new },
    last: { kind: last.kind, old: last.old, new: last.new },
  };
  const placement: InlinePlacement = { to: 'line', finding, place };
  if (how === 'clamped') return { ...placement, reason: 'clamped' };
  const suggestion = how === 'part' ? undefined : suggestionFor(finding, lines, how === 'respaced');
  return suggestion === undefined ? placement : { ...placement, suggestion };
}
