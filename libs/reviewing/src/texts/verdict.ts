import { isSpent } from '../asking/faults.ts';
import { isPartial } from '../review/coverage.ts';
import { rankOf } from '../review/order.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Coverage, Finding } from '../review/finding.ts';
import type { ReviewOutcome, Verdict } from '../review/review.ts';

/** Longest description that GitHub takes with a status. */
const LONGEST = 140;

/**
 * What the change's status says. `success` only where everything in scope was looked at, nobody failed, and nothing blocks;
 * what blocked when it was said before still does while it is found.
 */
export function verdictOf(
  { findings, overflow, setAside, coverage, faults }: Omit<ReviewOutcome, 'verdict'>,
  { failOn }: Pick<Configuration, 'failOn'>,
): Verdict {
  const found = [...findings, ...overflow];
  const known = setAside.flatMap(({ finding, reason }) => (reason === 'said-before' ? [finding] : []));
  const counted = `${countOf(found.length, 'new finding')}${known.length > 0 ? `, ${String(known.length)} known` : ''}`;
  const looked = `${String(coverage.reviewedHunks)} of ${String(coverage.hunks)} hunks looked at`;
  const fault = faults.find((each) => !isSpent(each));
  if (fault) return say('error', fault.reason, `The review is not complete (${fault.reason}). ${counted}, ${looked}.`);
  if (blocks([...found, ...known], failOn))
    return say('failure', 'findings', `${counted}, some of them ${failOn} or worse.`);
  const spent =
    faults.find(isSpent)?.reason ?? (coverage.skipped.some(({ reason }) => reason === 'budget') ? 'caps' : undefined);
  if (spent !== undefined)
    return say(
      'neutral',
      'budget',
      `The ${spent === 'caps' ? 'limit of one review' : 'budget'} is used up: ${looked}, ${counted}.`,
    );
  if (isPartial(coverage))
    return say('neutral', 'partial', `Not everything could be looked at: ${looked}, ${counted}.`);
  if (coverage.reviewedHunks === 0) return say('neutral', 'not-reviewed', `${whyNothing(coverage)} ${counted}.`);
  return say(
    'success',
    undefined,
    `Everything in scope looked at (${countOf(coverage.reviewedHunks, 'hunk')}): ${counted}.`,
  );
}

const whyNothing = ({ files, skipped }: Coverage): string =>
  skipped.some(({ reason }) => reason === 'no-model')
    ? 'Nobody was asked: these are findings of other tools.'
    : `Nothing was looked at: ${countOf(files, 'file')}, all out of scope.`;

const say = (status: Verdict['status'], reason: string | undefined, description: string): Verdict => ({
  status,
  ...(reason !== undefined && { reason }),
  description: description.length <= LONGEST ? description : `${description.slice(0, LONGEST - 1)}…`,
});

const blocks = (findings: readonly Finding[], failOn: Configuration['failOn']): boolean =>
  failOn !== 'never' && findings.some(({ severity }) => rankOf(severity) >= rankOf(failOn));

/** `1 finding`, `2 findings`, `no finding`. */
export const countOf = (count: number, noun: string): string =>
  `${count === 0 ? 'no' : String(count)} ${noun}${count === 1 || count === 0 ? '' : 's'}`;
