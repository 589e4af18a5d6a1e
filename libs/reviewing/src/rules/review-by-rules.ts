import type { FileDiff } from '@arbiter/diff';
import type { RawFinding, ReviewAnswer, ReviewInput } from '../asking/review.answer.ts';
import { admittedDebt } from './admitted-debt.ts';
import { conflictMarker } from './conflict-marker.ts';
import { debugLeftover } from './debug-leftover.ts';
import { type FileView, type Rule, viewOf } from './file-view.ts';
import { largeChange } from './large-change.ts';
import { leakedSecret } from './leaked-secret.ts';
import { migrationsWithoutAWayBack } from './migrations.ts';
import { swallowedError } from './swallowed-error.ts';
import { tests } from './tests.ts';

const BY_FILE: readonly Rule[] = [leakedSecret, conflictMarker, debugLeftover, tests, swallowedError, admittedDebt];
const BY_CHANGE = [migrationsWithoutAWayBack, largeChange] as const;

/** A line that says nothing by itself is no sign of code that was moved. */
const TELLING = 12;

/**
 * Reviews by rules, without a model: what is certain, or nearly, from the added lines alone. It invents nothing, and what
 * was only moved is nobody's news.
 */
export const reviewByRules = ({ files }: Pick<ReviewInput, 'files'>): ReviewAnswer => ({
  findings: [...findingsIn(files)].flat(),
});

/** The same step by step: each yields what it found, if it is one that finds anything. */
export function* findingsIn(files: readonly FileDiff[]): Generator<readonly RawFinding[]> {
  const views: FileView[] = [];
  for (const view of viewsOf(files)) {
    if (view) views.push(view);
    yield [];
  }
  for (const view of views) for (const rule of BY_FILE) yield rule(view);
  for (const rule of BY_CHANGE) yield rule(views);
}

/** What a model cannot see any more, because it is taken out before: secrets. */
export function* secretsIn(files: readonly FileDiff[]): Generator<readonly RawFinding[]> {
  for (const view of viewsOf(files)) yield view ? leakedSecret(view) : [];
}

/** How each file looks to the rules; undefined for each step before the first of them. */
function* viewsOf(files: readonly FileDiff[]): Generator<FileView | undefined> {
  const removed = new Set<string>();
  for (const { hunks } of files) {
    for (const { kind, text } of hunks.flatMap(({ lines }) => lines)) {
      const trimmed = kind === '-' ? text.trim() : '';
      if (trimmed.length >= TELLING) removed.add(trimmed);
    }
    yield undefined;
  }
  for (const file of files) yield viewOf(file, removed);
}
