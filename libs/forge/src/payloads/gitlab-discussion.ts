import { hash } from 'node:crypto';
import type { CommentPlace, DiffShas, InlineComment, PlacedLine } from '../api/comments.ts';

/** One end of a comment over several lines. */
export interface GitlabLine {
  /** `sha1(path)_old_new`, with both counters of GitLab's own reading of the diff. */
  readonly line_code: string;
  /** Null for a line that both sides have. */
  readonly type: 'new' | 'old' | null;
  readonly old_line: number | null;
  readonly new_line: number | null;
}

/** Where a discussion stands. An added line has `new_line`, a removed one `old_line`, an unchanged one both. */
export interface GitlabPosition {
  readonly position_type: 'text';
  readonly base_sha: string;
  readonly start_sha: string;
  readonly head_sha: string;
  readonly old_path: string;
  readonly new_path: string;
  readonly old_line?: number;
  readonly new_line?: number;
  readonly line_range?: { readonly start: GitlabLine; readonly end: GitlabLine };
}

/** The body of `POST /projects/:id/merge_requests/:iid/discussions`. */
export interface GitlabDiscussionBody {
  readonly body: string;
  readonly position: GitlabPosition;
}

/** The body of `POST /projects/:id/merge_requests/:iid/notes`. */
export interface GitlabNoteBody {
  readonly body: string;
}

/** A discussion on lines of the diff. All three commits are those of the newest version of the merge request. */
export function gitlabDiscussion(
  { body, place }: Pick<InlineComment, 'body' | 'place'>,
  shas: Required<DiffShas>,
): GitlabDiscussionBody {
  return { body, position: toPosition(place, shas) };
}

/** GitLab's name for a line of the diff. Of a side that has no lines at all the counter is 0. */
export function lineCode(path: string, { old, new: now }: Pick<PlacedLine, 'old' | 'new'>): string {
  return `${hash('sha1', path)}_${old}_${now}`;
}

function toPosition({ path, previousPath, first, last }: CommentPlace, shas: Required<DiffShas>): GitlabPosition {
  const one = first.kind === last.kind && first.old === last.old && first.new === last.new;
  return {
    position_type: 'text',
    base_sha: shas.base,
    start_sha: shas.start,
    head_sha: shas.head,
    old_path: previousPath ?? path,
    new_path: path,
    ...(last.kind !== '+' && { old_line: last.old }),
    ...(last.kind !== '-' && { new_line: last.new }),
    ...(!one && { line_range: { start: toLine(path, first), end: toLine(path, last) } }),
  };
}

const TYPES = { '+': 'new', '-': 'old', ' ': null } as const;

function toLine(path: string, line: PlacedLine): GitlabLine {
  return {
    line_code: lineCode(path, line),
    type: TYPES[line.kind],
    old_line: line.kind === '+' ? null : line.old,
    new_line: line.kind === '-' ? null : line.new,
  };
}
