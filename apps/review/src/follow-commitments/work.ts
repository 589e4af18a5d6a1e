import type { EvidenceRef, WritingRef } from '@arbiter/contracts';

/** Debt that a change takes out of the code. */
export interface RemovedDebt {
  readonly path: string;
  /** Where it stood, in the old file. */
  readonly line: number;
  readonly words: readonly number[];
}

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
  /** Names of the files that it touched, as `fileKeys` has them. */
  readonly files: readonly number[];
  /** Work that it takes back, as `workKey` names it. Who takes back shows nothing else. */
  readonly reverts: readonly string[];
  readonly removedDebt: readonly RemovedDebt[];
}

/** What shows that a promise was kept, and why, in words. */
export interface Finding extends EvidenceRef {
  readonly reason: string;
}

/** The repository that something was written in, as `Work` has it; null of a message: it may be about any. */
export const repositoryOf = (source: WritingRef): string | null =>
  source.kind === 'message' ? null : `${source.forge}/${source.repository.id}`;

/** How texts name a piece of work: a commit by the first seven digits of its SHA. */
export const workKey = (journey: string): string => journey.replace(/^(commit\/.*\/[0-9a-f]{7})[0-9a-f]*$/, '$1');

/** Earlier work first; of the same moment, the one whose journey's name comes first. */
export const byTime = (one: Pick<Work, 'doneAt' | 'journey'>, other: Pick<Work, 'doneAt' | 'journey'>): number =>
  one.doneAt.getTime() - other.doneAt.getTime() || (one.journey < other.journey ? -1 : 1);
