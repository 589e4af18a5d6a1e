import { type FileDiff, type FileStatus, parsePatch } from '@arbiter/diff';

/** A file of a pull request's or comparison's list. */
interface ListedFile {
  readonly filename: string;
  readonly status: string;
  readonly previous_filename?: string;
  readonly changes: number;
  readonly patch?: string;
}

const STATUS: Readonly<Record<string, FileStatus>> = {
  added: 'added',
  removed: 'deleted',
  renamed: 'renamed',
  copied: 'copied',
};

const SUBMODULE = /^[-+]Subproject commit [0-9a-f]{40}$/m;

/**
 * A listed file as a diff. GitHub leaves the patch out where it is too big, and where there is none (binaries, empty files, pure
 * renames): it counts the changed lines all the same, so that the two are told apart, and a patch that is short is found out.
 */
export function fileOf({
  filename,
  status: told,
  previous_filename: previousPath,
  changes,
  patch,
}: ListedFile): FileDiff {
  const status = STATUS[told] ?? 'modified';
  const moved = (status === 'renamed' || status === 'copied') && previousPath !== undefined;
  const facts = {
    status,
    ...(moved && { previousPath }),
    submodule: changes <= 2 && patch !== undefined && SUBMODULE.test(patch),
  };
  if (patch === undefined) {
    const binary = changes === 0 && !moved && told !== 'changed';
    const truncated = changes > 0 ? { truncated: 'GitHub withheld the patch' } : {};
    return parsePatch(filename, '', { ...facts, binary, ...truncated });
  }
  const parsed = parsePatch(filename, patch, facts);
  const seen = parsed.hunks.reduce((sum, { lines }) => sum + lines.filter(({ kind }) => kind !== ' ').length, 0);
  return seen === changes || parsed.truncated !== undefined
    ? parsed
    : { ...parsed, truncated: 'GitHub cut the patch off' };
}
