import { z } from 'zod';
import { ignored } from '../reject.ts';
import { Anything, Id, lenient, Moment, Number32, Prose, ShaText } from '../scalars.ts';
import type { CommentReading, Ignored } from '../types.ts';
import { Project, repositoryOf, User } from './parts.ts';

/** GitLab's own account that writes what outsiders send to the Service Desk by mail. */
const SUPPORT_BOT = /^(?:gitlab-)?support-bot\d*$/i;

const Note = z.object({
  user: User,
  event_type: z.string().nullish(),
  project: Project,
  project_id: Anything,
  object_attributes: z.object({
    id: Id,
    note: Prose,
    noteable_type: lenient(z.string()),
    action: lenient(z.string()),
    system: Anything,
    internal: Anything,
    confidential: Anything,
    external_author: Anything,
    commit_id: lenient(z.string()),
    created_at: Moment,
  }),
  merge_request: lenient(z.object({ iid: Number32 })),
  issue: z
    .object({ iid: Number32, confidential: Anything, external_author: Anything, service_desk_reply_to: Anything })
    .nullish(),
  commit: lenient(z.object({ id: ShaText })),
});
type Note = z.infer<typeof Note>;

/** https://docs.gitlab.com/user/project/integrations/webhook_events/#comment-events */
export const GitlabNote = Note.transform((note, context): CommentReading | Ignored => {
  const kept = whyNot(note);
  if (kept !== undefined) return ignored(kept);
  const { object_attributes: written, user } = note;
  return {
    kind: 'comment',
    forge: 'gitlab',
    repository: repositoryOf(note.project, context, note.project_id),
    commentId: `note:${written.id}`,
    on: targetOf(note),
    writing: { content: written.note, writtenAt: written.created_at },
    ...(user && { author: user }),
  };
});

/** Why a note goes no further, if it does not. What is, or might be, confidential is never passed on. */
function whyNot({ event_type, object_attributes: note, issue, user }: Note): string | undefined {
  if (event_type === 'confidential_note' || [note.confidential, note.internal, issue?.confidential].some(isSet)) {
    return 'a confidential or internal note';
  }
  const outsiders = [note.external_author, issue?.external_author, issue?.service_desk_reply_to];
  if (outsiders.some(isSet) || SUPPORT_BOT.test(user?.login ?? '')) return 'a note of the Service Desk';
  if (isSet(note.system)) return "GitLab's own note, written by nobody";
  if (note.action && note.action !== 'create') return 'only new comments are read, not their editing or deletion';
  return undefined;
}

/** Errs on the side of yes: whatever is neither absent nor a plain no counts. */
const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

function targetOf({ object_attributes: note, merge_request: merge, issue, commit }: Note): CommentReading['on'] {
  if (merge && note.noteable_type === 'MergeRequest') return { kind: 'change', number: merge.iid };
  if (issue && note.noteable_type === 'Issue') return { kind: 'issue', number: issue.iid };
  const sha = ShaText.safeParse(commit?.id ?? note.commit_id);
  return sha.success && note.noteable_type === 'Commit' ? { kind: 'commit', sha: sha.data } : { kind: 'other' };
}
