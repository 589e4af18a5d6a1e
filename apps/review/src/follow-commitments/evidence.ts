import type { EvidenceRef, WritingRef } from '@arbiter/contracts';
import type { Life } from './life.ts';

/** Something that was done: a commit, or a change that was merged. */
export interface Work {
  readonly journey: string;
  readonly source: WritingRef;
  readonly personId: string | null;
  readonly repository: string;
  readonly doneAt: Date;
  /** It is in the target branch: more than a commit on some branch. */
  readonly merged: boolean;
  /** It promises or defers something itself: then its words are no sign that they were carried out. */
  readonly promising: boolean;
  readonly closes: readonly string[];
  readonly mentions: readonly string[];
  readonly words: readonly number[];
}

/** What shows that a promise was kept, and why, in words. */
export interface Finding extends EvidenceRef {
  readonly reason: string;
}

/** From this confidence on a promise counts as kept. */
export const ENOUGH = 0.75;

const DAY = 86_400_000;
/** How long after it was due a promise can still be kept, and how long one without a date. */
const LATE = 30 * DAY;
const OPEN_END = 90 * DAY;

/**
 * What a piece of work says about a promise, the strongest evidence first: it names the promise's own place, or closes the
 * issue that the promise names, or does in words what the same person promised for the same repository.
 */
export function evidenceOf(promise: Life, work: Work): Finding | undefined {
  if (work.source.kind === 'message' || !inTime(promise, work) || isSamePlace(promise, work)) return undefined;
  return byReference(promise, work) ?? byIssue(promise, work) ?? bySimilarity(promise, work);
}

/** The best of all, the earliest of equals; undefined where nothing is good enough. */
export function bestEvidence(promise: Life, works: readonly Work[]): { finding: Finding; work: Work } | undefined {
  const found = works.flatMap((work) => {
    const finding = evidenceOf(promise, work);
    return finding && finding.confidence >= ENOUGH ? [{ finding, work }] : [];
  });
  return found.toSorted(
    (one, other) =>
      other.finding.confidence - one.finding.confidence ||
      one.work.doneAt.getTime() - other.work.doneAt.getTime() ||
      (one.work.journey < other.work.journey ? -1 : 1),
  )[0];
}

function inTime({ madeAt, dueAt }: Life, { doneAt }: Work): boolean {
  const last = dueAt ? dueAt.getTime() + LATE : madeAt.getTime() + OPEN_END;
  return doneAt.getTime() > madeAt.getTime() && doneAt.getTime() <= last;
}

/** A change does not keep what is promised in its own text by being merged. */
const isSamePlace = ({ source }: Life, work: Work): boolean =>
  source.kind === 'change' &&
  work.source.kind === 'change' &&
  source.number === work.source.number &&
  source.repository.id === work.source.repository.id;

function byReference({ places }: Life, { closes, mentions, merged, source }: Work): Finding | undefined {
  if (closes.some((ref) => places.includes(ref))) {
    return found(
      'reference',
      source,
      merged ? 0.97 : 0.92,
      'It says that it settles what stands where the promise was made.',
    );
  }
  if (mentions.some((ref) => ref.includes('@') && places.includes(ref))) {
    return found('reference', source, merged ? 0.9 : 0.86, 'It names the commit in which the promise was made.');
  }
  return undefined;
}

function byIssue({ names }: Life, { closes, merged, source }: Work): Finding | undefined {
  if (!closes.some((ref) => names.includes(ref))) return undefined;
  return found('issue', source, merged ? 0.93 : 0.88, 'It closes the issue that the promise names.');
}

function bySimilarity(promise: Life, work: Work): Finding | undefined {
  const { person, words, source, names } = promise;
  if (work.promising || work.personId === null || person?.id !== work.personId || words.length < 2) return undefined;
  if (source.kind !== 'message' && `${source.forge}/${source.repository.id}` !== work.repository) return undefined;
  const shared = words.filter((word) => work.words.includes(word)).length;
  const part = shared / words.length;
  const named = names.some((ref) => work.mentions.includes(ref));
  if (shared < 2 || part < (named ? 0.4 : 0.66)) return undefined;
  const confidence = Math.min(0.9, 0.52 + 0.24 * part + 0.02 * Math.min(shared, 4) + (named ? 0.12 : 0));
  return found(
    'similarity',
    work.source,
    round(confidence),
    'The same person did, in the same repository, what the words of the promise say.',
  );
}

const found = (kind: Finding['kind'], source: WritingRef, confidence: number, reason: string): Finding => ({
  kind,
  source,
  confidence,
  reason,
});

const round = (value: number): number => Math.round(value * 1000) / 1000;
