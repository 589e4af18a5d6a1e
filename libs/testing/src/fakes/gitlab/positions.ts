import { createHash } from 'node:crypto';
import type { ChangedFile, SeenLine } from '../forge/changed-files.ts';
import type { GitlabCommitLine, GitlabPosition, GitlabRangeEnd, GitlabShas } from './records.ts';
import { badNote } from './refusal.ts';

const NO_LINE_CODE = ["can't be blank", 'must be a valid line code'] as const;

/** `sha1(path)_old_new`, with both counters as GitLab's reader has them before the line. */
const codeOf = (path: string, { old, new: fresh }: SeenLine): string =>
  `${createHash('sha1').update(path).digest('hex')}_${old}_${fresh}`;

/** The line that a position means: GitLab compares both numbers, and an added line has no old one, a removed one no new one. */
function lineAt(
  file: ChangedFile,
  old: number | null | undefined,
  fresh: number | null | undefined,
): SeenLine | undefined {
  return file.hunks
    .flatMap(({ lines }) => lines)
    .find(
      (line) =>
        (line.kind === '+' ? null : line.old) === (old ?? null) &&
        (line.kind === '-' ? null : line.new) === (fresh ?? null),
    );
}

/**
 * Judges a position as GitLab does, and gives the line code: the three commits are those of one version of the merge request,
 * both paths are a file's of its diff, and the numbers are a line's. Stricter than GitLab, which unfolds unchanged lines that
 * no hunk shows, and takes a `line_range` that it does not look at.
 * @throws GitlabRefusal in GitLab's words
 */
export function lineCodeOf(
  versions: readonly GitlabShas[],
  files: readonly ChangedFile[],
  position: GitlabPosition,
): string | undefined {
  const known = versions.some(
    (version) =>
      version.base_sha === position.base_sha &&
      version.start_sha === position.start_sha &&
      version.head_sha === position.head_sha,
  );
  const { old_path: oldPath, new_path: newPath } = position;
  if (oldPath === undefined || newPath === undefined) throw badNote('position', 'is incomplete');
  const file = files.find(({ path, previousPath }) => path === newPath && (previousPath ?? path) === oldPath);
  if (position.position_type === 'file') {
    if (!known || file === undefined) throw badNote('position', 'is invalid');
    return undefined;
  }
  const line = known && file ? lineAt(file, position.old_line, position.new_line) : undefined;
  if (file === undefined || line === undefined) throw badNote('line_code', ...NO_LINE_CODE);
  if (position.line_range !== undefined) judgeRange(file, position.line_range, line);
  return codeOf(file.path, line);
}

/**
 * Judges the place of a comment on a commit: a file of its own diff by the new path, and a changed line of it, which GitLab
 * knows by its kind and by the counter of the new side. Stricter than GitLab, which takes what it does not find as a comment
 * without a place.
 * @throws GitlabRefusal
 */
export function lineCodeOfCommit(files: readonly ChangedFile[], { path, line, line_type }: GitlabCommitLine): string {
  const kind = line_type === 'new' ? '+' : '-';
  const file = files.find((known) => known.path === path);
  const found = file?.hunks.flatMap(({ lines }) => lines).find((seen) => seen.kind === kind && seen.new === line);
  if (!file || !found) throw badNote('line_code', ...NO_LINE_CODE);
  return codeOf(file.path, found);
}

/** Both ends are lines of one hunk, in their order, and the last one is the position's own. */
function judgeRange(
  file: ChangedFile,
  { start, end }: NonNullable<GitlabPosition['line_range']>,
  line: SeenLine,
): void {
  const first = endOf(file, start);
  const last = endOf(file, end);
  const hunk = file.hunks.find(({ lines }) => first !== undefined && lines.includes(first));
  const inOrder =
    hunk !== undefined &&
    first !== undefined &&
    last !== undefined &&
    hunk.lines.indexOf(first) < hunk.lines.indexOf(last);
  if (last !== line || !inOrder) throw badNote('position', 'is invalid');
}

const TYPES = { '+': 'new', '-': 'old', ' ': null } as const;

function endOf(file: ChangedFile, end: GitlabRangeEnd): SeenLine | undefined {
  const line = lineAt(file, end.old_line, end.new_line);
  const good =
    line !== undefined && end.line_code === codeOf(file.path, line) && (end.type ?? null) === TYPES[line.kind];
  return good ? line : undefined;
}
