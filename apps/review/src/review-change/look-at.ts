import { type FileDiff, digestsInTurns, digestsOf, incrementOf } from '@arbiter/diff';
import { type ReviewOutcome, type Said, isPartial } from '@arbiter/reviewing';
import type { FindingRepository, SaidFinding } from '../persistence/finding.repository.ts';
import type { ReviewRepository } from '../persistence/review.repository.ts';
import { journeyOf } from './change-job.ts';
import type { Scene } from './review-change.ts';

/** What there is to look at. */
export interface Look {
  /** The whole change, against its merge base. */
  readonly all: readonly FileDiff[];
  /** What of it nobody has looked at. */
  readonly files: readonly FileDiff[];
  /** Names what is to be looked at. */
  readonly digests: readonly string[];
  /** What was looked at before, as digests. */
  readonly seen: readonly string[];
  /** What was said before. */
  readonly before: readonly SaidFinding[];
  readonly said: readonly Said[];
}

/** Stands for the files that a forge does not even name. */
export const UNNAMED: FileDiff = {
  path: '(files that the forge does not list)',
  status: 'modified',
  binary: false,
  submodule: false,
  truncated: 'The change is larger than the forge tells.',
  hunks: [],
};

/**
 * Reads the change's diff and takes away what was looked at before: by what the hunks say, not by commits or dates, so that
 * it does not matter how the branch came to be what it is.
 */
export async function lookAt(
  { host, change, job, signal }: Scene,
  reviews: ReviewRepository,
  findings: FindingRepository,
): Promise<Look> {
  const journey = journeyOf(job);
  const [{ files, complete }, known, before] = await Promise.all([
    host.diff(change, { signal }),
    reviews.change(journey),
    findings.ofChange(journey),
  ]);
  const all = complete ? files : [...files, UNNAMED];
  const seen = job.full === true ? [] : known.seen;
  // Each file is digested once: what follows knows them.
  await digestsInTurns(all);
  const left = incrementOf(all, new Set(seen));
  return { all, files: left, digests: (await digestsInTurns(left)).flat(), seen, before, said: saidOf(before) };
}

/** What was mended and comes back is said again; what people waved off is not. */
export const saidOf = (before: readonly SaidFinding[]): Said[] =>
  before
    .filter(({ fate }) => fate !== 'fixed')
    .map(({ fingerprint, path, message, ruleId, quote, side }) => ({
      ...{ fingerprint, path, message, ruleId },
      ...(quote !== undefined && { quote }),
      ...(side !== undefined && { side }),
    }));

/** Which hunks need no second look, as long as they stay as they are. */
export function seenBy(
  { files, seen, all }: Pick<Look, 'files' | 'seen' | 'all'>,
  { coverage }: ReviewOutcome,
): string[] {
  const missed = new Set(coverage.skipped.filter((each) => isPartial({ skipped: [each] })).map(({ path }) => path));
  const now = files.filter(({ path, truncated }) => !missed.has(path) && truncated === undefined).flatMap(digestsOf);
  if (seen.length === 0) return now;
  const present = new Set(all.flatMap(digestsOf));
  return [...new Set([...seen.filter((digest) => present.has(digest)), ...now])];
}
