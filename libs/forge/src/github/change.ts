import type { Branch, Change, ChangeAddress, Comparison, OpenChange, Permission } from '../api/change.ts';
import { PERMISSIONS } from '../api/change.ts';
import type { CallOptions } from '../api/code-host.ts';
import { Gone } from '../api/forge.errors.ts';
import type { GithubSession } from './session.ts';
import { userOf } from './shapes.ts';

/** A pull request as it is now, and how many files it changes. */
export function readPull(
  session: GithubSession,
  { repository, number }: ChangeAddress,
  options: CallOptions,
): Promise<{ readonly change: Change; readonly files: number }> {
  return session.ask(options, async (request) => {
    const { data: pull } = await session.octokit.rest.pulls.get({ ...session.where, pull_number: number, request });
    // The repository of a fork can be gone, whatever the type says.
    const from = pull.head.repo as { readonly id: number; readonly full_name: string } | null;
    const author = pull.user as typeof pull.user | null;
    const change: Change = {
      forge: 'github',
      repository,
      number,
      state: pull.merged ? 'merged' : pull.state,
      draft: pull.draft ?? false,
      title: pull.title,
      description: pull.body ?? '',
      labels: pull.labels.map(({ name }) => name),
      ...(author && { author: userOf(author) }),
      baseBranch: pull.base.ref,
      headBranch: pull.head.ref,
      headSha: pull.head.sha,
      baseSha: pull.base.sha,
      fork: from?.id !== pull.base.repo.id,
      ...(from && { headRepository: { id: String(from.id), name: from.full_name } }),
      url: pull.html_url,
    };
    return { change, files: pull.changed_files };
  });
}

/** How two commits are related. */
export function compare(session: GithubSession, base: string, head: string, options: CallOptions): Promise<Comparison> {
  return session.ask(options, async (request) => {
    const { data } = await session.octokit.rest.repos.compareCommitsWithBasehead({
      ...session.where,
      basehead: `${base}...${head}`,
      per_page: 1,
      page: 2, // the files come with the first page alone, and are not wanted
      request,
    });
    return { relation: data.status, mergeBaseSha: data.merge_base_commit.sha };
  });
}

/** A file's bytes; undefined where it is none: not there, a directory, a submodule. */
export async function file(
  session: GithubSession,
  path: string,
  ref: string,
  options: CallOptions,
): Promise<Uint8Array | undefined> {
  try {
    return await session.ask(options, async (request) => {
      const { data, headers } = await session.octokit.rest.repos.getContent({
        ...session.where,
        path,
        ref,
        mediaType: { format: 'raw' },
        request: { ...request, parseSuccessResponseBody: false },
      });
      // With that option the body comes as it is; the SDK has no type for it.
      const body = new Uint8Array(await new Response(data as unknown as ReadableStream).arrayBuffer());
      return (headers['content-type'] ?? '').includes('raw') ? body : undefined;
    });
  } catch (error) {
    if (error instanceof Gone) return undefined;
    throw error;
  }
}

/** The open pull requests that a commit is part of; none for a commit that GitHub does not know. */
export async function openPulls(
  session: GithubSession,
  sha: string,
  options: CallOptions,
): Promise<readonly OpenChange[]> {
  const all = await session.all(options, (paging) =>
    session.octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...session.where, commit_sha: sha, ...paging }),
  );
  return all
    .filter(({ state }) => state === 'open')
    .map(({ number, draft, head }) => ({ number, draft: draft ?? false, headSha: head.sha }));
}

export async function branches(session: GithubSession, options: CallOptions): Promise<readonly Branch[]> {
  const all = await session.all(options, (paging) =>
    session.octokit.rest.repos.listBranches({ ...session.where, ...paging }),
  );
  return all.map(({ name, commit }) => ({ name, sha: commit.sha }));
}

/** What somebody may do. Organisations have roles of their own; those count as the coarse permission they stand for. */
export async function permission(session: GithubSession, login: string, options: CallOptions): Promise<Permission> {
  try {
    return await session.ask(options, async (request) => {
      const { data } = await session.octokit.rest.repos.getCollaboratorPermissionLevel({
        ...session.where,
        username: login,
        request,
      });
      const named = (name: string): Permission | undefined => PERMISSIONS.find((known) => known === name);
      return named(data.role_name) ?? named(data.permission) ?? 'none';
    });
  } catch (error) {
    if (error instanceof Gone) return 'none';
    throw error;
  }
}
