import { z } from 'zod';
import { Cause, partOfCause } from '../core/cause.ts';
import { type DataOf, type EventSubject, defineEvent, withOutline } from '../core/event.ts';
import { type JourneyKey, commitJourney } from '../core/journey-key.ts';
import { Attribution } from '../vocabulary/attribution.ts';
import { CommitText, MAX_COMMITS_PER_MESSAGE, PushRef } from '../vocabulary/commit.ts';
import { Actor } from '../vocabulary/forge.ts';

/** Commits of a push, all or a part of them. */
interface PartOfPush {
  readonly push: PushRef;
  readonly commits: readonly { readonly sha: string }[];
}

const countOf = (pushes: readonly PartOfPush[]): number => pushes.reduce((sum, { commits }) => sum + commits.length, 0);

/** Declares an event that carries commits of pushes: a push's travel together, and so do those of pushes that came together. */
function definePushesEvent<Commit extends z.ZodType<{ sha: string }>>(subject: EventSubject, commit: Commit) {
  const part = z.object({ push: PushRef, commits: z.array(commit).min(1) });
  const schema = z.object({
    cause: Cause,
    pushes: z
      .array(part)
      .min(1)
      .refine((pushes) => countOf(pushes) <= MAX_COMMITS_PER_MESSAGE, 'too many commits for one message'),
  });
  return defineEvent({
    subject,
    schema,
    key: ({ cause, pushes }) => partOfCause(cause, countOf(pushes), nameOf(pushes[0])),
    journeys: ({ pushes }) => pushes.flatMap(({ push, commits }) => commits.map(({ sha }) => commitJourney(push, sha))),
    only: ({ cause, pushes }, index) => ({ cause, pushes: onlyCommit(pushes, index) }),
  });
}

/** A push's part by its first commit. */
const nameOf = (part: PartOfPush | undefined): string =>
  part === undefined ? '' : `${part.push.deliveryId}/${String(part.push.part)}/${part.commits[0]?.sha ?? ''}`;

/** The push that the commit at `index` of all came with, and where in it; undefined beyond the last. */
export function placeOfCommit<Part extends PartOfPush>(
  pushes: readonly Part[],
  index: number,
): { readonly part: Part; readonly at: number } | undefined {
  let at = index;
  for (const part of pushes) {
    if (at < part.commits.length) return { part, at };
    at -= part.commits.length;
  }
  return undefined;
}

function onlyCommit<Part extends PartOfPush>(pushes: readonly Part[], index: number): Part[] {
  const place = placeOfCommit(pushes, index);
  return place ? [{ ...place.part, commits: place.part.commits.slice(place.at, place.at + 1) }] : [];
}

/** Which commits travel: texts, people and files are most of what a push weighs. */
const PushOutline = z.object({ sha: CommitText.shape.sha });

/** An event whose commits say much, with its outline. */
function defineEventOfTexts<Commit extends z.ZodType<{ sha: string }>>(subject: EventSubject, commit: Commit) {
  return withOutline(definePushesEvent(subject, commit), definePushesEvent(subject, PushOutline));
}

export const IngestedCommit = CommitText.extend({ author: Actor, committer: Actor.optional() });
export type IngestedCommit = z.infer<typeof IngestedCommit>;

/** Commits that were not known before. */
export const CommitsIngestedEvent = defineEventOfTexts('ingestion.commits.ingested.v1', IngestedCommit);
export type CommitsIngested = DataOf<typeof CommitsIngestedEvent>;
export type IngestedPush = CommitsIngested['pushes'][number];

export const AttributedCommit = CommitText.extend({ attribution: Attribution });
export type AttributedCommit = z.infer<typeof AttributedCommit>;

/** The same commits with the people behind them. Names and addresses end here: people are ids from now on. */
export const CommitsAttributedEvent = defineEventOfTexts('identity.commits.attributed.v1', AttributedCommit);
export type CommitsAttributed = DataOf<typeof CommitsAttributedEvent>;
export type AttributedPush = CommitsAttributed['pushes'][number];

export const AnalyzedCommit = z.object({
  /** The commit's. */
  journey: z.string().max(256) as z.ZodType<JourneyKey>,
  author: Attribution.shape.author,
  /** Ids of the commitments found in it; each is told by an event of its own. */
  commitments: z.array(z.uuid()).max(50),
  /** How many debt notes were found in it. */
  debtNotes: z.number().int().nonnegative(),
});
export type AnalyzedCommit = z.infer<typeof AnalyzedCommit>;

/** What the analysis of commits found. From here on nobody asks what they were pushed with: whatever was analysed together travels together. */
export const CommitsAnalyzedEvent = defineEvent({
  subject: 'review.commits.analyzed.v1',
  schema: z.object({ cause: Cause, commits: z.array(AnalyzedCommit).min(1).max(MAX_COMMITS_PER_MESSAGE) }),
  key: ({ cause, commits }) => partOfCause(cause, commits.length, commits[0]?.journey),
  journeys: ({ commits }) => commits.map(({ journey }) => journey),
  only: ({ cause, commits }, index) => ({ cause, commits: commits.slice(index, index + 1) }),
});
export type CommitsAnalyzed = DataOf<typeof CommitsAnalyzedEvent>;
