import { z } from 'zod';
import { lenient, Moment, Number32, Prose, RefName, ShaText } from '../scalars.ts';
import type { ChangeReading } from '../types.ts';
import { Repository, User } from './parts.ts';

const ACTIONS: Readonly<Record<string, ChangeReading['action']>> = {
  opened: 'opened',
  edited: 'edited',
  synchronize: 'pushed',
  reopened: 'reopened',
  ready_for_review: 'ready',
  closed: 'closed',
};

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request */
export const GithubPullRequest = z
  .object({
    action: z.string(),
    repository: Repository,
    pull_request: z.object({
      number: Number32,
      state: z.enum(['open', 'closed']),
      draft: lenient(z.boolean()),
      merged: lenient(z.boolean()),
      merged_at: lenient(z.string()),
      title: Prose,
      body: Prose,
      user: User,
      updated_at: Moment,
      head: z.object({ ref: RefName, sha: ShaText, repo: lenient(Repository) }),
      base: z.object({ ref: RefName, sha: lenient(ShaText) }),
    }),
  })
  .transform(({ action, repository, pull_request: pull }): ChangeReading => {
    const merged = pull.merged === true || typeof pull.merged_at === 'string';
    const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    return {
      kind: 'change',
      forge: 'github',
      repository,
      number: pull.number,
      action: known === 'closed' && merged ? 'merged' : (known ?? 'other'),
      state: merged ? 'merged' : pull.state,
      draft: pull.draft ?? false,
      title: pull.title,
      description: pull.body,
      source: { branch: pull.head.ref, sha: pull.head.sha, ...(pull.head.repo && { repository: pull.head.repo }) },
      target: { branch: pull.base.ref, ...(pull.base.sha && { sha: pull.base.sha }) },
      updatedAt: pull.updated_at,
      ...(pull.user && { author: pull.user }),
    };
  });
