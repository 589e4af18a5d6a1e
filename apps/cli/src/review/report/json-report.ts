import type { FileDiff } from '@arbiter/diff';
import type { Finding } from '@arbiter/reviewing';
import type { Terminal } from '../../terminal.ts';
import type { Reviewed } from '../reviewed.ts';
import { shownFile } from './shown-diff.ts';

/** Units that are written at once: a diff as JSON can be longer than one text may be. */
const PIECE = 2 ** 20;

/**
 * Prints one JSON document.
 *
 * @param payload what would be posted, for `--dry-run`; without it the findings are told one by one
 * @param files shown as they were parsed, for `--show-diff`
 */
export function printJson(
  terminal: Terminal,
  reviewed: Reviewed,
  payload: object | undefined,
  files: readonly FileDiff[] | undefined,
): void {
  const { outcome, fallbacks } = reviewed;
  const document = {
    ...(payload ?? { findings: findingsOf(reviewed), verdict: outcome.verdict }),
    fallbacks: fallbacks.map(({ finding, to, reason }) => ({ finding: told(finding), to, reason })),
    coverage: outcome.coverage,
    costUsd: Number(outcome.costUsd),
  };
  if (files === undefined) {
    terminal.out(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  // Everything but the last brace; the diff follows, file by file.
  let piece = `${JSON.stringify(document).slice(0, -1)},"diff":[`;
  for (const [index, file] of files.entries()) {
    piece += `${index === 0 ? '' : ','}${JSON.stringify(shownFile(file))}`;
    if (piece.length < PIECE) continue;
    terminal.out(piece);
    piece = '';
  }
  terminal.out(`${piece}]}\n`);
}

const told = ({ ruleId, path, startLine, endLine, message }: Finding): object => ({
  ruleId,
  path,
  startLine,
  endLine: endLine ?? startLine,
  message,
});

/** Every finding of the review, with where it stands. */
function findingsOf({ placements, fallbacks }: Reviewed): readonly object[] {
  const inline = placements.flatMap((placement) => {
    if (placement.to !== 'line') return [];
    const { finding, place, suggestion } = placement;
    const side = finding.side;
    const lines = { startLine: place.first[side], endLine: place.last[side] };
    return [{ ...whole(finding), ...lines, to: 'line', ...(suggestion && { suggestion: suggestion.lines }) }];
  });
  return [...inline, ...fallbacks.map(({ finding, to, reason }) => ({ ...whole(finding), to, reason }))];
}

function whole({ ruleId, path, side, startLine, endLine, ...finding }: Finding): object {
  const { message, severity, category, confidence, source } = finding;
  const about = { message, severity, category, confidence, source };
  return { ruleId, path, side, startLine, endLine: endLine ?? startLine, ...about };
}
