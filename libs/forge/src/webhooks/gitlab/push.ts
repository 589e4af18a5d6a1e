import { z } from 'zod';
import { actorOf } from '../actor.ts';
import { isNullSha, readCommits } from '../commits.ts';
import { Anything, RefName, ShaText } from '../scalars.ts';
import type { Push } from '../types.ts';
import { Project, repositoryOf } from './parts.ts';

/** https://docs.gitlab.com/user/project/integrations/webhook_events/#push-events; tag pushes and system hooks look alike. */
export const GitlabPush = z
  .object({
    ref: RefName,
    before: ShaText,
    after: ShaText,
    project_id: Anything,
    project: Project,
    commits: z.array(z.unknown()).nullish(),
    total_commits_count: z.int().nonnegative().nullish(),
    user_id: Anything,
    user_name: Anything,
    user_username: Anything,
    user_email: Anything,
  })
  .transform((raw, context): Push => {
    const sent = raw.commits?.length ?? 0;
    const total = Math.max(sent, raw.total_commits_count ?? 0);
    return {
      kind: 'push',
      forge: 'gitlab',
      repository: repositoryOf(raw.project, context, raw.project_id),
      ref: raw.ref,
      before: raw.before,
      after: raw.after,
      created: isNullSha(raw.before),
      deleted: isNullSha(raw.after),
      forced: false,
      totalCommits: total,
      incomplete: total > sent,
      ...readCommits(raw.commits ?? []),
      pusher: actorOf({ id: raw.user_id, name: raw.user_name, login: raw.user_username, email: raw.user_email }),
    };
  });
