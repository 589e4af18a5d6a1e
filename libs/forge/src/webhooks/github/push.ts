import { z } from 'zod';
import { actorOf } from '../actor.ts';
import { isNullSha, readCommits } from '../commits.ts';
import { PROCESSABLE } from '../reject.ts';
import { Anything, lenient, RefName, ShaText } from '../scalars.ts';
import type { Push } from '../types.ts';
import { Repository, RepositoryId, User } from './parts.ts';

/** GitHub puts no more commits than this into a payload, and does not say how many there were. */
const MOST_COMMITS = 2048;

/** What a push cannot do without, besides its repository: all else in it may be absent or nonsense. */
const needed = {
  ref: RefName,
  before: ShaText,
  after: ShaText,
  commits: z.array(z.unknown()).nullish(),
};

/** Tells whether a push can be read, at a fraction of the cost of reading it. */
export const GithubPushNeeds = z.object({ ...needed, repository: RepositoryId }).transform(() => PROCESSABLE);

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
export const GithubPush = z
  .object({
    ...needed,
    repository: Repository,
    created: lenient(z.boolean()),
    deleted: lenient(z.boolean()),
    forced: lenient(z.boolean()),
    pusher: lenient(z.object({ name: Anything, email: Anything })),
    sender: User,
  })
  .transform(({ commits, created, deleted, forced, pusher, sender, ...push }): Push => {
    const total = commits?.length ?? 0;
    return {
      kind: 'push',
      forge: 'github',
      ...push,
      created: created ?? isNullSha(push.before),
      deleted: deleted ?? isNullSha(push.after),
      forced: forced ?? false,
      totalCommits: total,
      incomplete: total >= MOST_COMMITS,
      ...readCommits(commits ?? []),
      pusher: { ...actorOf({ login: pusher?.name, email: pusher?.email }), ...sender },
    };
  });
