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
export function reviewByRules({ files }: Pick<ReviewInput, 'files'>): ReviewAnswer {
  const views = viewsOf(files);
  return {
    findings: [
      ...views.flatMap((view) => BY_FILE.flatMap((rule) => rule(view))),
      ...BY_CHANGE.flatMap((rule) => rule(views)),
    ],
  };
}

/** What a model cannot see any more, because it is taken out before: secrets. */
export const secretsIn = (files: readonly FileDiff[]): readonly RawFinding[] => viewsOf(files).flatMap(leakedSecret);

function viewsOf(files: readonly FileDiff[]): FileView[] {
  const removed = new Set(
    files.flatMap(({ hunks }) =>
      hunks.flatMap(({ lines }) =>
        lines.flatMap(({ kind, text }) => {
          const trimmed = text.trim();
          return kind === '-' && trimmed.length >= TELLING ? [trimmed] : [];
        }),
      ),
    ),
  );
  return files.map((file) => viewOf(file, removed));
}
