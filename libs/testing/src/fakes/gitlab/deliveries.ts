import type { GitlabMergeRequest, GitlabNote, GitlabProject, GitlabUser } from './records.ts';
import type { GitlabWorld } from './world.ts';

const showSender = ({ id, username }: GitlabUser) => ({ id, name: username, username });
const showProject = ({ id, path }: GitlabProject) => ({ id, path_with_namespace: path, name: path.split('/').at(-1) });

/** Tells that something happened to a merge request: `open`, `update`, `close`, …; with the head before a push. */
export function announceMergeRequest(
  world: GitlabWorld,
  project: GitlabProject,
  mergeRequest: GitlabMergeRequest,
  action: string,
  before?: string,
): void {
  const { iid, title, description, state, draft, author, source_branch, target_branch, source_project_id } =
    mergeRequest;
  world.announcer.announce('Merge Request Hook', {
    object_kind: 'merge_request',
    event_type: 'merge_request',
    user: showSender(author),
    project: showProject(project),
    object_attributes: {
      ...{ iid, title, description, state, draft, source_branch, target_branch, source_project_id },
      target_project_id: project.id,
      author_id: author.id,
      last_commit: { id: mergeRequest.versions.at(-1)?.head_sha },
      action,
      ...(before !== undefined && { oldrev: before }),
      updated_at: new Date().toISOString(),
    },
    changes: {},
  });
}

/** Tells of a new note. */
export function announceNote(
  world: GitlabWorld,
  project: GitlabProject,
  { iid }: GitlabMergeRequest,
  note: GitlabNote,
): void {
  world.announcer.announce('Note Hook', {
    object_kind: 'note',
    event_type: 'note',
    user: showSender(note.author),
    project_id: project.id,
    project: showProject(project),
    object_attributes: {
      id: note.id,
      note: note.body,
      noteable_type: 'MergeRequest',
      action: 'create',
      created_at: note.created_at,
      type: note.type,
    },
    merge_request: { iid },
  });
}
