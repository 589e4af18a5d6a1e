import { byIssue } from './evidence/by-issue.ts';
import { byReference } from './evidence/by-reference.ts';
import { byRemovedDebt } from './evidence/by-removed-debt.ts';
import { bySameFiles } from './evidence/by-same-files.ts';
import { bySameWords } from './evidence/by-same-words.ts';
import type { Life } from './life.ts';
import { type Finding, type Work, byTime } from './work.ts';

/** What work can show about a promise, the strongest first: the first rule that finds something speaks for the work. */
const RULES: readonly ((promise: Life, work: Work) => Finding | undefined)[] = [
  byReference,
  byIssue,
  byRemovedDebt,
  bySameFiles,
  bySameWords,
];

/** From this confidence on a promise counts as kept. */
export const ENOUGH = 0.75;

const DAY = 86_400_000;
/** How long after it was due a promise can still be kept, and how long one without a date. */
const LATE = 30 * DAY;
const OPEN_END = 90 * DAY;

/** What was found in which work, and by the how-manieth rule. */
export interface Evidence {
  readonly finding: Finding;
  readonly work: Work;
  readonly rank: number;
}

/** What a piece of work says about a promise; undefined where it says nothing. */
export const evidenceOf = (promise: Life, work: Work): Finding | undefined => found(promise, work)?.finding;

function found(promise: Life, work: Work): Evidence | undefined {
  if (work.source.kind === 'message' || work.reverts.length > 0) return undefined;
  if (!isInTime(promise, work) || isSamePlace(promise, work)) return undefined;
  for (const [rank, rule] of RULES.entries()) {
    const finding = rule(promise, work);
    if (finding) return { finding, work, rank };
  }
  return undefined;
}

/** Whether a piece of work shows by itself that a promise was kept. */
export const isEnough = (promise: Life, work: Work): boolean => (evidenceOf(promise, work)?.confidence ?? 0) >= ENOUGH;

/** The best of all: of the strongest rule, the surest, the earliest of equals. Undefined where nothing is good enough. */
export function bestEvidence(promise: Life, works: readonly Work[]): Evidence | undefined {
  return works
    .flatMap((work) => found(promise, work) ?? [])
    .filter(({ finding }) => finding.confidence >= ENOUGH)
    .toSorted(
      (one, other) =>
        one.rank - other.rank || other.finding.confidence - one.finding.confidence || byTime(one.work, other.work),
    )[0];
}

/** Whether work was done after a promise was made, and not long after it was due. */
export const isInTime = (promise: Life, { doneAt }: Work): boolean =>
  doneAt.getTime() > promise.madeAt.getTime() && doneAt.getTime() <= lastTimeFor(promise);

/** Until when work can keep a promise, milliseconds since 1970. */
export const lastTimeFor = ({ madeAt, dueAt }: Pick<Life, 'madeAt' | 'dueAt'>): number =>
  dueAt ? dueAt.getTime() + LATE : madeAt.getTime() + OPEN_END;

/** A change does not keep what is promised in its own text by being merged. */
const isSamePlace = ({ source }: Life, work: Work): boolean =>
  source.kind === 'change' &&
  work.source.kind === 'change' &&
  source.number === work.source.number &&
  source.repository.id === work.source.repository.id;
