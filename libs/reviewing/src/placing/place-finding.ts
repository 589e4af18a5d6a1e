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
 * Says where a finding goes: on its lines, else on its file, else into the summary. Rules know their lines. Other tools are
 * placed by their lines as long as those read as quoted; where they do not, the quotation leads. A model is placed by the code
 * that it quotes and by nothing else; lines that it has were found by us, for a quotation that a secret was taken out of.
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
  const region = regionOf(finding, hunks);
  const onRegion = region && ({ file, lines: region.lines, how: region.clamped ? 'clamped' : 'whole' } as const);
  const unseen = finding.startLine !== undefined && region === undefined;
  switch (finding.source) {
    case 'rules':
      return onRegion ?? byQuote(file, quoted, hunks, unseen);
    case 'sarif':
      if (onRegion && (quoted.length === 0 || agree(onRegion.lines, quoted))) return onRegion;
      return byQuote(file, quoted, hunks, unseen);
    case 'model': {
      const found = byQuote(file, quoted, hunks, false);
      return typeof found === 'string' && onRegion ? onRegion : found;
    }
  }
}

/** @param unseen the finding's own lines are none that the diff shows: part of a line is too little to move it away */
function byQuote(
  file: FileDiff,
  quoted: readonly string[],
  hunks: readonly ShownHunk[],
  unseen: boolean,
): Found | PlacingReason {
  if (quoted.length === 0) return unseen ? 'outside-hunks' : 'no-lines';
  const match = findQuote(quoted, hunks);
  if (typeof match === 'string') return unseen && match === 'quote-not-found' ? 'outside-hunks' : match;
  if (unseen && match.how === 'part') return 'outside-hunks';
  return { file, lines: match.lines, how: HOW[match.how] };
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
  const hunk = shownHunks(file, finding.side).find((shown) => shown.includes(last)) ?? lines;
  const suggestion = how === 'part' ? undefined : suggestionFor(finding, lines, hunk, how === 'respaced');
  return suggestion === undefined ? placement : { ...placement, suggestion };
}
