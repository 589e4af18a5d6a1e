import {
  REACTIONS,
  type Comment,
  type CommentAddress,
  type CommitLine,
  type Marked,
  type Reaction,
  type ReactionName,
} from '../api/comments.ts';
import type { ChangeAddress } from '../api/change.ts';
import type { CallOptions, WriteOptions } from '../api/code-host.ts';
import { Gone } from '../api/forge.errors.ts';
import type { GithubSession } from './session.ts';
import { commentOf, REACTION, userOf } from './shapes.ts';

export async function listComments(
  session: GithubSession,
  { number }: ChangeAddress,
  options: CallOptions,
): Promise<readonly Comment[]> {
  const all = await session.all(options, (paging) =>
    session.octokit.rest.issues.listComments({ ...session.where, issue_number: number, ...paging }),
  );
  return all.map(commentOf);
}

export function comment(
  session: GithubSession,
  address: ChangeAddress,
  { body, marker }: Marked,
  options: WriteOptions,
): Promise<Comment> {
  return session.once(
    options,
    async (request) => {
      const asked = { ...session.where, issue_number: address.number, body, request };
      return commentOf((await session.octokit.rest.issues.createComment(asked)).data);
    },
    async () => (await listComments(session, address, options)).findLast((known) => known.body.includes(marker)),
  );
}

export function editComment(session: GithubSession, id: string, body: string, options: CallOptions): Promise<Comment> {
  return session.ask(options, async (request) => {
    const asked = { ...session.where, comment_id: Number(id), body, request };
    return commentOf((await session.octokit.rest.issues.updateComment(asked)).data);
  });
}

export async function deleteComment(session: GithubSession, id: string, options: CallOptions): Promise<void> {
  try {
    await session.ask(options, (request) =>
      session.octokit.rest.issues.deleteComment({ ...session.where, comment_id: Number(id), request }),
    );
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
}

export async function listReactions(
  session: GithubSession,
  { kind, id }: CommentAddress,
  options: CallOptions,
): Promise<readonly Reaction[]> {
  const { reactions } = session.octokit.rest;
  const where = { ...session.where, comment_id: Number(id) };
  const all = await session.all(options, (paging) =>
    kind === 'thread'
      ? reactions.listForPullRequestReviewComment({ ...where, ...paging })
      : reactions.listForIssueComment({ ...where, ...paging }),
  );
  return all.flatMap(({ content, user }) => {
    const name = REACTIONS.find((known) => REACTION[known] === content);
    return name === undefined ? [] : [{ name, ...(user && { user: userOf(user) }) }];
  });
}

export async function react(
  session: GithubSession,
  { kind, id }: CommentAddress,
  reaction: ReactionName,
  options: CallOptions,
): Promise<void> {
  const { reactions } = session.octokit.rest;
  await session.ask(options, (request) => {
    const asked = { ...session.where, comment_id: Number(id), content: REACTION[reaction], request };
    return kind === 'thread'
      ? reactions.createForPullRequestReviewComment(asked)
      : reactions.createForIssueComment(asked);
  });
}

export async function listCommitComments(
  session: GithubSession,
  sha: string,
  options: CallOptions,
): Promise<readonly Comment[]> {
  const all = await session.all(options, (paging) =>
    session.octokit.rest.repos.listCommentsForCommit({ ...session.where, commit_sha: sha, ...paging }),
  );
  return all.map(commentOf);
}

export function commentOnCommit(
  session: GithubSession,
  sha: string,
  { body, marker }: Marked,
  options: WriteOptions,
): Promise<Comment> {
  return session.once(
    options,
    async (request) => {
      const asked = { ...session.where, commit_sha: sha, body, request };
      return commentOf((await session.octokit.rest.repos.createCommitComment(asked)).data);
    },
    async () => (await listCommitComments(session, sha, options)).findLast((known) => known.body.includes(marker)),
  );
}

export async function commentOnCommitLine(
  session: GithubSession,
  sha: string,
  { body, marker, place: { path, position } }: Marked & { readonly place: CommitLine },
  options: WriteOptions,
): Promise<void> {
  await session.once(
    options,
    async (request) => {
      const asked = { ...session.where, commit_sha: sha, body, path, position, request };
      return commentOf((await session.octokit.rest.repos.createCommitComment(asked)).data);
    },
    async () => (await listCommitComments(session, sha, options)).find((known) => known.body.includes(marker)),
  );
}
