import {
  type ChangeAttributed,
  ChangeAttributedEvent,
  Forge,
  type JourneyKey,
  PersonRef,
  RepositoryRef,
  changeJourney,
} from '@arbiter/contracts';
import { z } from 'zod';
import type { JobRequest } from '../jobs/job.ts';

/** A change to be reviewed as it stands when its turn comes. */
export const ChangeJob = z.object({
  forge: Forge,
  repository: RepositoryRef,
  number: z.number().int().positive(),
  author: PersonRef.optional(),
  /** Somebody asked for it in this comment: drafts and paused changes are reviewed all the same. */
  asked: z.string().max(64).optional(),
  /** Also what was looked at before. */
  full: z.boolean().optional(),
});
export type ChangeJob = z.infer<typeof ChangeJob>;

export const journeyOf = (job: ChangeJob): JourneyKey => changeJourney(job, job.number);

/** What happened to a change that makes a review of it worthwhile. */
const WORTH: ReadonlySet<ChangeAttributed['action']> = new Set(['opened', 'pushed', 'reopened', 'ready'] as const);

/** The job that a change's event asks for; undefined where nothing is to be reviewed. */
export function jobFor(change: ChangeAttributed, trace?: string): JobRequest<ChangeJob> | undefined {
  const { forge, repository, number, action, state, attribution, updatedAt } = change;
  if (!WORTH.has(action) || state !== 'open') return undefined;
  const payload = { forge, repository, number, ...(attribution.author && { author: attribution.author }) };
  return requestFor(payload, { askedAt: updatedAt, cause: ChangeAttributedEvent.idOf(change), trace });
}

/** A request for a change's review. */
export const requestFor = (
  payload: ChangeJob,
  by: Pick<JobRequest, 'askedAt' | 'cause' | 'trace'>,
): JobRequest<ChangeJob> => ({
  ...by,
  key: journeyOf(payload),
  kind: 'change',
  repository: `${payload.forge}/${payload.repository.id}`,
  payload,
});
