import type { FileDiff } from '@arbiter/diff';
import type { Finding } from '../review/finding.ts';
import { placeFinding } from './place-finding.ts';
import type { Placement } from './placement.ts';
import { appliesTo } from './suggestion.ts';

/** Findings about one file hardly ever mean different versions of it. */
type Contents = ReadonlyMap<string, string>;

/**
 * Places findings on a diff: as many come out as go in, in their order.
 *
 * @param contents the files as they are at the head, as far as they are known: a suggestion that does not apply there to
 *   exactly its lines is left out, and its finding stays
 */
export function placeFindings(
  findings: readonly Finding[],
  files: readonly FileDiff[],
  contents: Contents = new Map(),
): Placement[] {
  const byPath = Map.groupBy(files, ({ path }) => path);
  return findings.map((finding) => {
    const placement = placeFinding(finding, byPath.get(finding.path) ?? []);
    if (placement.to !== 'line' || placement.suggestion === undefined) return placement;
    const content = contents.get(finding.path);
    const { suggestion, ...plain } = placement;
    return content === undefined || appliesTo(content, suggestion) ? placement : plain;
  });
}
