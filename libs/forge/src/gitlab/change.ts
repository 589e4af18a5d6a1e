import { Postponed } from '@arbiter/service';
import type {
  Branch,
  Change,
  ChangeAddress,
  Comparison,
  ForgeUser,
  OpenChange,
  Permission,
  RepositoryAddress,
} from '../api/change.ts';
import type { CallOptions } from '../api/code-host.ts';
import { Gone } from '../api/forge.errors.ts';
import { type GitlabSession, projectOf } from './session.ts';
import { userOf } from './shapes.ts';

/** How long GitLab may need for a new merge request's diff, milliseconds. */
const PREPARING = 5_000;

interface DiffRefs {
  readonly base_sha: string;
  readonly start_sha: string;
  readonly head_sha: string;
}

/**
 * A merge request as it is now, and how many files it changes as GitLab counts them (`1000+`).
 * @throws Postponed while GitLab makes its diff
 */
export function readMergeRequest(
  session: GitlabSession,
  { repository, number }: ChangeAddress,
  options: CallOptions,
): Promise<{ readonly change: Change; readonly files: string | null }> {
  return session.ask(options, async () => {
    const shown = await session.api.MergeRequests.show(projectOf(repository), number);
    // GitLab makes the diff in the background, and shows none before, whatever the type says.
    const refs = shown.diff_refs as DiffRefs | null;
    if (refs === null) throw new Postponed('GitLab prepares the merge request.', new Date(Date.now() + PREPARING));
    const source = shown.source_project_id as number | null;
    const author = shown.author as typeof shown.author | null;
    const change: Change = {
      forge: 'gitlab',
      repository,
      number,
      state:
        shown.state === 'opened' || shown.state === 'locked' ? 'open' : shown.state === 'merged' ? 'merged' : 'closed',
      draft: shown.draft,
      title: shown.title,
      description: shown.description ?? '',
      labels: shown.labels.map((label) => (typeof label === 'string' ? label : label.name)),
      ...(author && { author: userOf(author) }),
      baseBranch: shown.target_branch,
      headBranch: shown.source_branch,
      headSha: refs.head_sha,
      baseSha: refs.start_sha,
      mergeBaseSha: refs.base_sha,
      fork: source !== shown.target_project_id,
      // GitLab says its id alone; the name is asked for by nobody.
      ...(source !== null && { headRepository: { id: String(source), name: String(source) } }),
      url: shown.web_url,
    };
    return { change, files: shown.changes_count };
  });
}

/** How two commits are related. */
export function compare(
  session: GitlabSession,
  repository: RepositoryAddress,
  base: string,
  head: string,
  options: CallOptions,
): Promise<Comparison> {
  return session.ask(options, async () => {
    const { id: mergeBaseSha } = await session.api.Repositories.mergeBase(projectOf(repository), [base, head]);
    const relation =
      base === head ? 'identical' : mergeBaseSha === base ? 'ahead' : mergeBaseSha === head ? 'behind' : 'diverged';
    return { relation, mergeBaseSha };
  });
}

export async function file(
  session: GitlabSession,
  repository: RepositoryAddress,
  path: string,
  ref: string,
  options: CallOptions,
): Promise<Uint8Array | undefined> {
  try {
    return await session.ask(options, async () => {
      const content: unknown = await session.api.RepositoryFiles.showRaw(projectOf(repository), path, ref);
      return content as Uint8Array; // see the requester: of files the bytes come as they are
    });
  } catch (error) {
    if (error instanceof Gone) return undefined;
    throw error;
  }
}

/** The open merge requests that a commit is part of. */
export async function openMergeRequests(
  session: GitlabSession,
  repository: RepositoryAddress,
  sha: string,
  options: CallOptions,
): Promise<readonly OpenChange[]> {
  const all = await session.all(options, (paging) =>
    session.api.Commits.allMergeRequests(projectOf(repository), sha, paging),
  );
  return all
    .filter(({ state }) => state === 'opened')
    .map(({ iid, draft, sha: headSha }) => ({ number: iid, draft, headSha }));
}

export async function branches(
  session: GitlabSession,
  repository: RepositoryAddress,
  options: CallOptions,
): Promise<readonly Branch[]> {
  const all = await session.all(options, (paging) => session.api.Branches.all(projectOf(repository), paging));
  return all.map(({ name, commit }) => ({ name, sha: commit.id }));
}

/** GitLab's levels of access, and what they come to here: a guest of a project reads it, a reporter orders its issues. */
const LEVELS: readonly (readonly [number, Permission])[] = [
  [50, 'admin'],
  [40, 'maintain'],
  [30, 'write'],
  [20, 'triage'],
  [10, 'read'],
];

/** What somebody may do, as a member of the project or of a group above it. */
export async function permission(
  session: GitlabSession,
  repository: RepositoryAddress,
  user: Pick<ForgeUser, 'id' | 'login'>,
  options: CallOptions,
): Promise<Permission> {
  try {
    return await session.ask(options, async () => {
      const id = user.id === '' ? (await session.api.Users.all({ username: user.login }))[0]?.id : Number(user.id);
      if (id === undefined) return 'none';
      const member = await session.api.ProjectMembers.show(projectOf(repository), id, { includeInherited: true });
      const access: number = member.access_level;
      return LEVELS.find(([level]) => access >= level)?.[1] ?? 'none';
    });
  } catch (error) {
    if (error instanceof Gone) return 'none';
    throw error;
  }
}
