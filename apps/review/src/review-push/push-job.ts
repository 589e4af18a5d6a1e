import {
  type AttributedPush,
  Forge,
  type JourneyKey,
  PersonRef,
  RepositoryRef,
  Sha,
  commitJourney,
} from '@arbiter/contracts';
import { stableId } from '@arbiter/service';
import { z } from 'zod';
import type { JobRequest } from '../jobs/job.ts';
import type { ReviewedKey } from '../persistence/review.repository.ts';

/** What a branch was pushed, to be reviewed without a change. */
export const PushJob = z.object({
  forge: Forge,
  repository: RepositoryRef,
  /** Full ref: `refs/heads/main`. */
  ref: z.string().max(1024),
  /** Where the branch was; none where the push made it. */
  before: Sha.nullish(),
  after: Sha,
  /** Of the newest commit. */
  author: PersonRef.optional(),
});
export type PushJob = z.infer<typeof PushJob>;

/** One branch is one job: what is pushed while it waits comes to it. */
export const keyOf = ({ forge, repository, ref }: PushJob): ReviewedKey => `branch/${forge}/${repository.id}/${ref}`;

/** The newest commit's journey has what the review costs, and what it came to. */
export const journeyOf = (job: PushJob): JourneyKey => commitJourney(job, job.after);

/** The job that a push may ask for: its repository has the last word. Undefined for tags, and but for the last part of a push. */
export function jobFor({ push, commits }: AttributedPush, trace?: string): JobRequest<PushJob> | undefined {
  const { move, forge, repository, ref, deliveryId } = push;
  if (!move) return undefined;
  const { before, after, at } = move;
  const author = commits.at(-1)?.attribution.author;
  const payload = { forge, repository, ref, ...(before && { before }), after, ...(author && { author }) };
  return {
    key: keyOf(payload),
    kind: 'push',
    repository: `${forge}/${repository.id}`,
    payload,
    askedAt: at,
    // A part that is handed over commit by commit asks once.
    cause: stableId('push', deliveryId),
    trace,
  };
}
