import { type FileDiff, type Steps, eachLine, finish } from '@arbiter/diff';
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

/** Rules that judge each added line by itself and by those around it, so that a long file can be read in parts. */
const BY_LINE: readonly Rule[] = [conflictMarker, debugLeftover, tests, swallowedError];
const BY_CHANGE = [migrationsWithoutAWayBack, largeChange] as const;

/** A line that says nothing by itself is no sign of code that was moved. */
const TELLING = 12;

/**
 * Reviews by rules, without a model: what is certain, or nearly, from the added lines alone. It invents nothing, and what
 * was only moved is nobody's news.
 */
export const reviewByRules = ({ files }: Pick<ReviewInput, 'files'>): ReviewAnswer => ({
  findings: finish(findingsIn(files)),
});

/** Added lines that are judged in one step. */
const STEP = 2_000;

/** The same step by step. */
export function* findingsIn(files: readonly FileDiff[]): Steps<RawFinding[]> {
  const found = new Found();
  const add = (findings: readonly RawFinding[]): void => findings.forEach((finding) => found.add(finding));
  const views = yield* viewsOf(files);
  for (const view of views) {
    add(leakedSecret(view));
    yield;
    for (const rule of BY_LINE) {
      for (let start = 0; start < view.added.length; start += STEP) {
        add(rule({ ...view, added: view.added.slice(start, start + STEP) }));
        yield;
      }
    }
    add(admittedDebt(view));
    yield;
  }
  for (const rule of BY_CHANGE) {
    add(rule(views));
    yield;
  }
  return found.findings();
}

/** What a model cannot see any more, because it is taken out before: secrets. */
export function* secretsIn(files: readonly FileDiff[]): Steps<RawFinding[]> {
  const found = new Found();
  for (const view of yield* viewsOf(files)) {
    leakedSecret(view).forEach((finding) => found.add(finding));
    yield;
  }
  return found.findings();
}

/** Findings of one rule that are told one by one: beyond, somebody means to tire us, and one stands for the rest. */
const MOST = 1_000;

/** What was found, in its order. */
class Found {
  readonly #told: RawFinding[] = [];
  readonly #counts = new Map<string, number>();

  add(finding: RawFinding): void {
    const count = (this.#counts.get(finding.ruleId) ?? 0) + 1;
    this.#counts.set(finding.ruleId, count);
    if (count <= MOST) this.#told.push(finding);
  }

  findings(): RawFinding[] {
    const last = new Map(this.#told.map((finding) => [finding.ruleId, finding]));
    return this.#told.map((finding) => {
      const { ruleId, message } = finding;
      const more = (this.#counts.get(ruleId) ?? 0) - MOST;
      if (more <= 0 || last.get(ruleId) !== finding) return finding;
      return { ...finding, message: `${message} There are ${String(more)} more like it in this change.` };
    });
  }
}

/** How each file looks to the rules. */
function* viewsOf(files: readonly FileDiff[]): Steps<FileView[]> {
  const removed = new Set<string>();
  for (const { lines } of files.flatMap(({ hunks }) => hunks)) {
    yield* eachLine(lines, ({ kind, text }) => {
      const trimmed = kind === '-' ? text.trim() : '';
      if (trimmed.length >= TELLING) removed.add(trimmed);
    });
    yield;
  }
  const views: FileView[] = [];
  for (const file of files) views.push(yield* viewOf(file, removed));
  return views;
}
