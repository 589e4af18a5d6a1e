import type { FileDiff } from '@arbiter/diff';
import type { Finding, Placement, Severity, Skipped } from '@arbiter/reviewing';
import pc from 'picocolors';
import type { Terminal } from '../../terminal.ts';
import type { Reviewed } from '../reviewed.ts';
import { excerptOf } from './excerpt.ts';
import { plain, wrapped } from './plain.ts';

type Colours = ReturnType<typeof pc.createColors>;

const INDENT = '    ';

/** Findings by file and line with the code that they are about, then what was looked at and what it cost. */
export function printText(terminal: Terminal, reviewed: Reviewed): void {
  const colours = pc.createColors(terminal.colours);
  const { change, outcome, placements, fallbacks } = reviewed;
  const files = new Map(change.files.map((file) => [file.path, file]));
  const inline = placements.filter((placement) => placement.to === 'line');
  const blocks = [
    ...inline
      .sort(byPlace)
      .map((placement) => inlineBlock(placement, files.get(placement.finding.path), colours, terminal)),
    ...fallbacks.map(({ finding, to, reason }) =>
      [
        headOf(finding, placeOf(finding), colours),
        ...bodyOf(finding, terminal),
        colours.dim(`${INDENT}${to === 'file' ? 'on the file' : 'in the summary'}: ${reason}`),
      ].join('\n'),
    ),
  ];
  for (const block of blocks) terminal.out(`${block}\n\n`);
  terminal.out(`${summaryOf(reviewed, colours).join('\n')}\n`);
  for (const fault of outcome.faults) terminal.err(`Not finished: ${fault.reason}.\n`);
}

type Inline = Extract<Placement, { readonly to: 'line' }>;

function byPlace(a: Inline, b: Inline): number {
  if (a.place.path !== b.place.path) return a.place.path < b.place.path ? -1 : 1;
  return a.place.first.new - b.place.first.new;
}

function inlineBlock(
  { finding, place, suggestion }: Inline,
  file: FileDiff | undefined,
  colours: Colours,
  terminal: Terminal,
): string {
  const [first, last] = [place.first[finding.side], place.last[finding.side]];
  const lines = [headOf(finding, `${place.path}:${first === last ? first : `${first}-${last}`}`, colours)];
  if (file !== undefined) lines.push(...excerptOf(file, place, colours).map((line) => `${INDENT}${line}`));
  lines.push(...bodyOf(finding, terminal));
  if (suggestion !== undefined) {
    lines.push(`${INDENT}Instead:`);
    if (suggestion.lines.length === 0) lines.push(colours.dim(`${INDENT}  nothing: the lines go`));
    lines.push(...suggestion.lines.map((line) => colours.green(`${INDENT}  ${plain(line)}`)));
  }
  return lines.join('\n');
}

const placeOf = ({ path, startLine }: Finding): string =>
  path === '' ? 'the change' : startLine === undefined ? path : `${path}:${startLine}`;

function headOf({ severity, ruleId }: Finding, place: string, colours: Colours): string {
  const paint = { critical: colours.red, major: colours.red, minor: colours.yellow, info: colours.cyan }[severity];
  return `${colours.bold(plain(place))}  ${paint(severity)}  ${colours.dim(plain(ruleId))}`;
}

const bodyOf = ({ message }: Finding, { columns = 100 }: Terminal): string[] =>
  message.split('\n').flatMap((line) => wrapped(plain(line), columns - INDENT.length).map((part) => INDENT + part));

const ORDER: readonly Severity[] = ['critical', 'major', 'minor', 'info'];

function summaryOf({ change, outcome, placements, fallbacks }: Reviewed, colours: Colours): string[] {
  const { coverage, costUsd, reviewers, setAside, unpriced } = outcome;
  const found = [...placements.filter(({ to }) => to === 'line'), ...fallbacks].map(({ finding }) => finding);
  const counts = ORDER.flatMap((severity) => {
    const count = found.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const head =
    found.length === 0 ? colours.green('Nothing found') : colours.bold(`${found.length} found (${counts.join(', ')})`);
  const who = reviewers.length === 0 ? 'nobody was asked' : reviewers.map(plain).join(', ');
  const price = unpriced.length > 0 ? `, and ${unpriced.length} calls whose price is not known` : '';
  const files = coverage.files === 1 ? '1 file' : `${coverage.files} files`;
  return [
    `${head} in ${plain(change.name)}: ${files}, ${coverage.reviewedHunks} of ${coverage.hunks} hunks looked at.`,
    ...asideOf(setAside),
    ...skippedOf(coverage.skipped),
    colours.dim(`Cost: $${Number(costUsd)}${price} (${who}).`),
  ];
}

function asideOf(setAside: Reviewed['outcome']['setAside']): string[] {
  const counts = Map.groupBy(setAside, ({ reason }) => reason);
  const reasons = [...counts].map(([reason, all]) => `${all.length} ${reason}`);
  return reasons.length === 0 ? [] : [`Left out: ${reasons.join(', ')}.`];
}

/** More names than these help nobody. */
const MOST_NAMES = 8;

function skippedOf(skipped: readonly Skipped[]): string[] {
  return [...Map.groupBy(skipped, ({ reason }) => reason)].map(([reason, files]) => {
    const names = files.slice(0, MOST_NAMES).map(({ path }) => plain(path));
    const more = files.length > names.length ? ` and ${files.length - names.length} more` : '';
    return `Not looked at (${reason}): ${names.join(', ')}${more}.`;
  });
}
