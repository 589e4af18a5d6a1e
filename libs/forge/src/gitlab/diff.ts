import { type FileDiff, eachInTurns, parseDiffInTurns, parsePatch } from '@arbiter/diff';
import type { Change, ChangeDiff, RepositoryAddress } from '../api/change.ts';
import type { CallOptions } from '../api/code-host.ts';
import { Gone } from '../api/forge.errors.ts';
import { readMergeRequest } from './change.ts';
import { type GitlabSession, pathOf, projectOf } from './session.ts';

/**
 * What a merge request changes. `raw_diffs` gives it whole, whatever its size; an older GitLab lists it file by file, leaves out
 * the patches that are too big, and ends the list at some number. If the merge request has moved on meanwhile, the two commits
 * are compared instead.
 */
export async function diffOfMergeRequest(
  session: GitlabSession,
  change: Change,
  options: CallOptions,
): Promise<ChangeDiff> {
  const whole = await rawDiff(session, change, options);
  const files = whole ?? (await listed(session, change, options));
  const now = await readMergeRequest(session, change, options);
  if (now.change.headSha !== change.headSha) {
    return diffBetween(session, change.repository, change.mergeBaseSha ?? change.baseSha, change.headSha, options);
  }
  return { files, complete: whole !== undefined || now.files?.endsWith('+') !== true };
}

async function rawDiff(session: GitlabSession, change: Change, options: CallOptions): Promise<FileDiff[] | undefined> {
  try {
    const { requester } = session.api.MergeRequests;
    const { body } = await session.ask(options, () => requester.get<string>(`${pathOf(change)}/raw_diffs`));
    return await parseDiffInTurns(body);
  } catch (error) {
    if (error instanceof Gone) return undefined;
    throw error;
  }
}

async function listed(session: GitlabSession, change: Change, options: CallOptions): Promise<FileDiff[]> {
  const all = await session.all(options, (paging) =>
    session.api.MergeRequests.allDiffs(projectOf(change.repository), change.number, paging),
  );
  return eachInTurns(all, fileOf);
}

/** What lies between two commits, from their merge base. GitLab says when it took too long, and flags what it left out. */
export async function diffBetween(
  session: GitlabSession,
  repository: RepositoryAddress,
  base: string,
  head: string,
  options: CallOptions,
): Promise<ChangeDiff> {
  const { diffs, compare_timeout: cut } = await session.ask(options, () =>
    session.api.Repositories.compare(projectOf(repository), base, head),
  );
  const files = await eachInTurns(diffs ?? [], fileOf);
  return { files, complete: !cut && files.length < FEWEST_CUT };
}

/** What a commit changes against its first parent. */
export async function commitDiff(
  session: GitlabSession,
  repository: RepositoryAddress,
  sha: string,
  options: CallOptions,
): Promise<ChangeDiff> {
  const all = await session.all(options, (paging) => session.api.Commits.showDiff(projectOf(repository), sha, paging));
  const files = await eachInTurns(all, fileOf);
  return { files, complete: files.length < FEWEST_CUT };
}

/** GitLab ends a comparison silently, at the earliest with so many files: its operator sets the number. */
const FEWEST_CUT = 1_000;

interface ListedFile {
  readonly old_path: string;
  readonly new_path: string;
  readonly a_mode?: string;
  readonly b_mode?: string;
  readonly diff: string;
  readonly new_file: boolean;
  readonly renamed_file: boolean;
  readonly deleted_file: boolean;
  readonly collapsed?: boolean;
  readonly too_large?: boolean;
}

const SUBMODULE = '160000';

function fileOf(file: ListedFile): FileDiff {
  const status = file.new_file ? 'added' : file.deleted_file ? 'deleted' : file.renamed_file ? 'renamed' : 'modified';
  const withheld = file.too_large === true || file.collapsed === true;
  const binary = file.diff.startsWith('Binary files ');
  const isMode = (mode: string | undefined): mode is string => mode !== undefined && mode !== '' && mode !== '0';
  return parsePatch(file.deleted_file ? file.old_path : file.new_path, binary ? '' : file.diff, {
    status,
    ...(status === 'renamed' && { previousPath: file.old_path }),
    binary,
    submodule: file.a_mode === SUBMODULE || file.b_mode === SUBMODULE,
    ...(isMode(file.a_mode) && { oldMode: file.a_mode }),
    ...(isMode(file.b_mode) && { newMode: file.b_mode }),
    ...(withheld && { truncated: 'GitLab withheld the patch' }),
  });
}
