import type { KeptBy, Life, Step } from './life.ts';
import { type Evidence, bestEvidence } from './evidence.ts';
import { firstRepetition } from './supersede.ts';
import type { Patience } from './turn-of-time.ts';
import { type Work, byTime, workKey } from './work.ts';

/** All that is known about a promise besides itself. In whatever order it became known. */
export interface Known {
  readonly works: readonly Work[];
  /** Work that takes back other work. */
  readonly reversals: readonly Work[];
  /** Promises of the same person. */
  readonly promises: readonly Life[];
}

/** What that makes of the promise, whatever stands in its history: it is kept, or another took its place, or neither. */
export type Standing =
  | { readonly kind: 'kept'; readonly evidence: Evidence }
  | { readonly kind: 'superseded'; readonly later: Life }
  | { readonly kind: 'open' };

/**
 * Where a promise stands, by nothing but dates and what is known: the order in which it became known leaves no trace. What was
 * done before the same was promised again keeps this promise, what was done after it the later one.
 */
export function standingOf(life: Life, { works, reversals, promises }: Known, patience: Patience): Standing {
  const later = firstRepetition(life, promises, patience);
  const holds = notTakenBack(reversals);
  const until = later?.madeAt.getTime() ?? Infinity;
  const evidence = bestEvidence(
    life,
    works.filter((work) => work.doneAt.getTime() <= until && holds(work)),
  );
  if (evidence) return { kind: 'kept', evidence };
  return later ? { kind: 'superseded', later } : { kind: 'open' };
}

/** Tells of work whether it still holds: nothing took it back that holds itself. Only what came later takes back. */
export function notTakenBack(reversals: readonly Work[]): (work: Work) => boolean {
  const known = new Map<string, boolean>();
  const holds = (work: Work): boolean => {
    const before = known.get(work.journey);
    if (before !== undefined) return before;
    const key = workKey(work.journey);
    const answer = !reversals.some((other) => other.reverts.includes(key) && byTime(work, other) < 0 && holds(other));
    known.set(work.journey, answer);
    return answer;
  };
  return holds;
}

/** Why a promise that was kept is open again: the work that took back what had kept it, where that is the reason. */
export function reversalOf({ keptBy }: Life, reversals: readonly Work[]): Work | undefined {
  if (!keptBy) return undefined;
  const holds = notTakenBack(reversals);
  return reversals.filter((work) => work.reverts.includes(workKey(keptBy.journey)) && holds(work)).toSorted(byTime)[0];
}

/** Whether something else shows now that a promise was kept. */
export const isOther = (known: KeptBy | null, { work, finding }: Evidence): boolean =>
  known?.journey !== work.journey || known.kind !== finding.kind;

/** The step by which evidence is written down. */
export function stepBy(
  kind: 'kept' | 'supported',
  life: Life,
  { work, finding }: Pick<Evidence, 'work' | 'finding'>,
): Step {
  const { reason, ...evidence } = finding;
  return {
    kind,
    fact: `${kind}/${work.journey}/${String(life.revision + 1)}`,
    at: work.doneAt.toISOString(),
    actor: { kind: 'service', id: 'review' },
    reason,
    evidence: [evidence],
    keptBy: { journey: work.journey, kind: finding.kind },
  };
}
