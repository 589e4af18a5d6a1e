import type { FileDiff } from '@arbiter/diff';
import { isSpent } from '../asking/faults.ts';
import type { AskedPack } from '../asking/ask-packs.ts';
import type { Packing } from '../packing/pack.ts';
import type { Selection } from '../selection/select.ts';
import type { Coverage, Skipped } from './finding.ts';

/** Why something that is in scope was not looked at. */
const IN_SCOPE: ReadonlySet<string> = new Set(['budget', 'too-long', 'truncated', 'not-answered']);

/** Whether something in scope was left out: then a review is partial. What is out of scope by rule does not count. */
export const isPartial = ({ skipped }: Pick<Coverage, 'skipped'>): boolean =>
  skipped.some(({ reason }) => IN_SCOPE.has(reason));

const hunksOf = (files: readonly FileDiff[]): number => files.reduce((sum, { hunks }) => sum + hunks.length, 0);

/** What was looked at, and what not and why; each file stands once for each reason. */
export function coverageOf(
  files: readonly FileDiff[],
  selection: Selection,
  packing: Packing | undefined,
  asked: readonly AskedPack[],
): Coverage {
  const skipped: Skipped[] = [...selection.skipped];
  for (const { path, truncated } of selection.files)
    if (truncated !== undefined) skipped.push({ path, reason: 'truncated' });
  if (packing) skipped.push(...packing.left.map(({ path, reason }) => ({ path, reason })));
  else skipped.push(...selection.files.map(({ path }) => ({ path, reason: 'no-model' })));
  for (const { files: missed, fault } of asked) {
    if (!fault) continue;
    const reason = isSpent(fault) ? 'budget' : 'not-answered';
    skipped.push(...missed.map(({ path }) => ({ path, reason })));
  }
  return {
    files: files.length,
    hunks: hunksOf(files),
    reviewedHunks: asked.reduce((sum, pack) => sum + (pack.answered ? hunksOf(pack.files) : 0), 0),
    skipped: unique(skipped),
  };
}

const unique = (skipped: readonly Skipped[]): Skipped[] => [
  ...new Map(skipped.map((each) => [`${each.reason}\0${each.path}`, each])).values(),
];
