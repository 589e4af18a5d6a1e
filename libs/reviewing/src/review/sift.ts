import { fingerprinted } from '../duplicates/fingerprint.ts';
import { withoutRepeats } from '../duplicates/repeats.ts';
import { byWeight, rankOf } from './order.ts';
import type { Finding } from './finding.ts';
import type { ReviewRequest, SetAside } from './review.ts';

/** Below this a reviewer says itself that it guesses. */
const LEAST_CONFIDENCE = 0.3;

export interface Chosen {
  readonly findings: readonly Finding[];
  readonly overflow: readonly Finding[];
  readonly setAside: readonly SetAside[];
}

/** What the repository does not want to hear, and what its own reviewer is not sure of. Other tools' findings all stay. */
export function wanted(
  findings: readonly Finding[],
  { threshold, ignore }: ReviewRequest['configuration'],
): { readonly kept: readonly Finding[]; readonly setAside: readonly SetAside[] } {
  const ignored = ignoring(ignore);
  const kept: Finding[] = [];
  const setAside: SetAside[] = [];
  for (const finding of findings) {
    const reason = reasonAgainst(finding, ignored, rankOf(threshold));
    if (reason === undefined) kept.push(finding);
    else setAside.push({ finding, reason });
  }
  return { kept, setAside };
}

function reasonAgainst(
  { source, ruleId, severity, confidence }: Finding,
  ignored: (ruleId: string) => boolean,
  threshold: number,
): SetAside['reason'] | undefined {
  if (ignored(ruleId)) return 'ignored-rule';
  if (source === 'sarif') return undefined;
  if (rankOf(severity) < threshold) return 'below-threshold';
  return confidence < LEAST_CONFIDENCE ? 'unsure' : undefined;
}

/** Rules by name; `*` at the end stands for anything. */
function ignoring(names: readonly string[]): (ruleId: string) => boolean {
  return (ruleId) =>
    names.some((name) => (name.endsWith('*') ? ruleId.startsWith(name.slice(0, -1)) : ruleId === name));
}

/**
 * Leaves out repeats and parts what may be comments from what is too much for them. Of two that mean the same another
 * tool's stays, then the weightier. What is about the change as a whole stands in the summary.
 */
export function choose(
  findings: readonly Finding[],
  { said = [], files, change = files, configuration }: ReviewRequest,
): Chosen {
  const ordered = fingerprinted(findings).sort(
    (a, b) => Number(b.source === 'sarif') - Number(a.source === 'sarif') || byWeight(a, b),
  );
  const { fresh, setAside } = withoutRepeats(ordered, said, change);
  const placed: Finding[] = [];
  const overflow: Finding[] = [];
  let room = configuration.maxComments;
  for (const finding of [...fresh].sort(byWeight)) {
    if (finding.path === '') overflow.push(finding);
    else if (finding.source === 'sarif') placed.push(finding);
    else if (room > 0) {
      room -= 1;
      placed.push(finding);
    } else overflow.push(finding);
  }
  return { findings: placed, overflow, setAside };
}
