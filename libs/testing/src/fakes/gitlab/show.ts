import type { ChangedFile } from '../forge/changed-files.ts';
import type {
  GitlabDiscussion,
  GitlabEmoji,
  GitlabMergeRequest,
  GitlabNote,
  GitlabProject,
  GitlabUser,
} from './records.ts';
import type { GitlabLimits } from './world.ts';

export const showUser = ({ id, username, bot }: GitlabUser) => ({ id, username, name: username, state: 'active', bot });

export function showMergeRequest(
  project: GitlabProject,
  mergeRequest: GitlabMergeRequest,
  files: number,
  limit: number,
) {
  const { versions, prepared, author, iid } = mergeRequest;
  const version = versions.at(-1);
  const { title, description, state, draft, labels, source_branch, target_branch, source_project_id } = mergeRequest;
  return {
    id: project.id * 10_000 + iid,
    iid,
    project_id: project.id,
    ...{ title, description, state, draft, labels, source_branch, target_branch, source_project_id },
    target_project_id: project.id,
    author: showUser(author),
    sha: version?.head_sha,
    diff_refs: prepared ? version : null,
    changes_count: prepared ? (files > limit ? `${limit}+` : String(files)) : null,
    web_url: `https://gitlab.test/${project.path}/-/merge_requests/${iid}`,
  };
}

/** A file of a diff. What is too big is flagged, and has no diff. */
export function showDiff(file: ChangedFile, { collapsedBytes, tooLargeBytes }: GitlabLimits) {
  const diff = file.patch === undefined ? '' : `${file.patch}\n`;
  const size = Buffer.byteLength(diff);
  const hidden = size > collapsedBytes;
  return {
    old_path: file.previousPath ?? file.path,
    new_path: file.path,
    a_mode: file.oldMode,
    b_mode: file.newMode,
    diff: hidden ? '' : file.binary ? 'Binary files differ\n' : diff,
    new_file: file.status === 'added',
    renamed_file: file.status === 'renamed',
    deleted_file: file.status === 'removed',
    generated_file: false,
    collapsed: hidden && size <= tooLargeBytes,
    too_large: size > tooLargeBytes,
  };
}

export const showNote = (note: GitlabNote, resolved: boolean) => ({
  id: note.id,
  type: note.type,
  body: note.body,
  author: showUser(note.author),
  created_at: note.created_at,
  updated_at: note.updated_at,
  system: note.system,
  resolvable: note.type !== null,
  ...(note.type !== null && { resolved }),
  ...(note.position && { position: { old_line: null, new_line: null, ...note.position } }),
});

export const showDiscussion = ({ id, individual_note, notes, resolved }: GitlabDiscussion) => ({
  id,
  individual_note,
  notes: notes.map((note) => showNote(note, resolved)),
});

export const showEmoji = ({ id, name, user }: GitlabEmoji) => ({ id, name, user: showUser(user) });
