import { z } from 'zod';
import { Cause, partOfCause } from '../core/cause.ts';
import { type DataOf, type EventSubject, defineEvent, withOutline } from '../core/event.ts';
import { type JourneyKey, commitJourney } from '../core/journey-key.ts';
import { Attribution } from '../vocabulary/attribution.ts';
import { CommitText, MAX_COMMITS_PER_MESSAGE, PushRef } from '../vocabulary/commit.ts';
import { Actor } from '../vocabulary/forge.ts';

/** Declares an event that carries the commits of one part of a push. */
function definePushEvent<Commit extends z.ZodType<{ sha: string }>>(subject: EventSubject, commit: Commit) {
  const schema = z.object({ push: PushRef, commits: z.array(commit).min(1).max(MAX_COMMITS_PER_MESSAGE) });
  return defineEvent({
    subject,
    schema,
    // A part that was cut down to one commit is an event of its own: it must not be taken for the whole.
    key: ({ push, commits }) =>
      `${push.deliveryId}/${String(push.part)}/${String(commits.length)}/${commits[0]?.sha ?? ''}`,
    journeys: ({ push, commits }) => commits.map((commit) => commitJourney(push, commit.sha)),
    only: ({ push, commits }, index) => ({ push, commits: commits.slice(index, index + 1) }),
  });
}

/** Which commits travel: texts, people and files are most of what a push weighs. */
const PushOutline = z.object({ sha: CommitText.shape.sha });

/** An event whose commits say much, with its outline. */
function defineEventOfTexts<Commit extends z.ZodType<{ sha: string }>>(subject: EventSubject, commit: Commit) {
  return withOutline(definePushEvent(subject, commit), definePushEvent(subject, PushOutline));
}

export const IngestedCommit = CommitText.extend({ author: Actor, committer: Actor.optional() });
export type IngestedCommit = z.infer<typeof IngestedCommit>;

/** Commits that were not known before. */
export const CommitsIngestedEvent = defineEventOfTexts('ingestion.commits.ingested.v1', IngestedCommit);
export type CommitsIngested = ReturnType<(typeof CommitsIngestedEvent)['parse']>;

export const AttributedCommit = CommitText.extend({ attribution: Attribution });
export type AttributedCommit = z.infer<typeof AttributedCommit>;

/** The same commits with the people behind them. Names and addresses end here: people are ids from now on. */
export const CommitsAttributedEvent = defineEventOfTexts('identity.commits.attributed.v1', AttributedCommit);
export type CommitsAttributed = ReturnType<(typeof CommitsAttributedEvent)['parse']>;

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
  key: ({ cause, commits }) => partOfCause(cause, commits, ({ journey }) => journey),
  journeys: ({ commits }) => commits.map(({ journey }) => journey),
  only: ({ cause, commits }, index) => ({ cause, commits: commits.slice(index, index + 1) }),
});
export type CommitsAnalyzed = DataOf<typeof CommitsAnalyzedEvent>;
