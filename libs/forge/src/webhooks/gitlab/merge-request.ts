import type { Actor } from '@arbiter/contracts';
import { z } from 'zod';
import { Anything, Id, lenient, Moment, Number32, Prose, RefName, ShaText } from '../scalars.ts';
import type { ChangeReading } from '../types.ts';
import { Project, repositoryOf, User } from './parts.ts';

const Attributes = z.object({
  iid: Number32,
  action: lenient(z.string()),
  /** The head before the push: only there when commits were pushed. */
  oldrev: lenient(ShaText),
  state: z.enum(['opened', 'closed', 'merged', 'locked']),
  draft: lenient(z.boolean()),
  work_in_progress: lenient(z.boolean()),
  title: Prose,
  description: Prose,
  author_id: lenient(Id),
  source_branch: RefName,
  source_project_id: lenient(Id),
  source: Project,
  target_branch: RefName,
  target_project_id: Anything,
  last_commit: lenient(z.object({ id: ShaText })),
  updated_at: Moment,
});
type Attributes = z.infer<typeof Attributes>;

/** https://docs.gitlab.com/user/project/integrations/webhook_events/#merge-request-events */
export const GitlabMergeRequest = z
  .object({
    user: User,
    project: Project,
    object_attributes: Attributes,
    changes: lenient(z.object({ draft: lenient(z.object({ current: Anything })) })),
  })
  .transform(({ user, project, object_attributes: merge, changes }, context): ChangeReading => ({
    kind: 'change',
    forge: 'gitlab',
    repository: repositoryOf(project, context, merge.target_project_id),
    number: merge.iid,
    action: actionOf(merge, changes?.draft?.current === false),
    state: merge.state === 'opened' || merge.state === 'locked' ? 'open' : merge.state,
    draft: merge.draft ?? merge.work_in_progress ?? false,
    title: merge.title,
    description: merge.description,
    source: {
      branch: merge.source_branch,
      ...(merge.last_commit && { sha: merge.last_commit.id }),
      ...(merge.source_project_id && { repository: sourceOf(merge.source_project_id, merge.source) }),
    },
    target: { branch: merge.target_branch },
    updatedAt: merge.updated_at,
    ...authorOf(merge.author_id ?? undefined, user),
  }));

function actionOf({ action, oldrev }: Attributes, madeReady: boolean): ChangeReading['action'] {
  switch (action) {
    case 'open':
      return 'opened';
    case 'reopen':
      return 'reopened';
    case 'close':
      return 'closed';
    case 'merge':
      return 'merged';
    case 'update':
      return oldrev ? 'pushed' : madeReady ? 'ready' : 'edited';
    default:
      return 'other';
  }
}

const sourceOf = (id: string, source: Project) => ({ id, name: source?.path_with_namespace ?? source?.name ?? id });

/** The payload names who acted; of the author it says the id alone. */
function authorOf(authorId: string | undefined, actor: Actor | undefined): { author?: Actor } {
  if (authorId === undefined) return {};
  return { author: actor?.forgeUserId === authorId ? actor : { forgeUserId: authorId } };
}
