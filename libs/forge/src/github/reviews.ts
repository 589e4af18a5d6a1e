import type { ChangeAddress, ForgeUser } from '../api/change.ts';
import type { CallOptions, WriteOptions } from '../api/code-host.ts';
import type { Comment, DiffShas, FileComment, InlineComment, Marked, Review, Thread } from '../api/comments.ts';
import { Gone } from '../api/forge.errors.ts';
import { githubComment, githubFileComment } from '../payloads/github-review.ts';
import type { GithubSession } from './session.ts';
import { commentOf } from './shapes.ts';

const STATE: Readonly<Record<string, Review['state']>> = {
  PENDING: 'pending',
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  DISMISSED: 'dismissed',
};

export async function listReviews(
  session: GithubSession,
  { number }: ChangeAddress,
  options: CallOptions,
): Promise<readonly Review[]> {
  const all = await session.all(options, (paging) =>
    session.octokit.rest.pulls.listReviews({ ...session.where, pull_number: number, ...paging }),
  );
  return all.map((review) => {
    const at = review.submitted_at ?? '';
    const comment = commentOf({ ...review, created_at: at, updated_at: at });
    return {
      ...comment,
      state: STATE[review.state] ?? 'commented',
      ...(review.commit_id !== null && { sha: review.commit_id }),
    };
  });
}

/** A comment in the diff, with the review that it came with. */
export type DiffComment = Comment & { readonly review: string };

export async function listDiffComments(
  session: GithubSession,
  { number }: ChangeAddress,
  options: CallOptions,
): Promise<readonly DiffComment[]> {
  const all = await session.all(options, (paging) =>
    session.octokit.rest.pulls.listReviewComments({ ...session.where, pull_number: number, ...paging }),
  );
  return all.map((comment) => ({ ...commentOf(comment), review: String(comment.pull_request_review_id) }));
}

/** One comment on lines of the diff, by itself. */
export function commentInline(
  session: GithubSession,
  address: ChangeAddress,
  head: string,
  { place, ...words }: InlineComment,
  options: WriteOptions,
): Promise<Comment> {
  return commentInDiff(
    session,
    address,
    { commit_id: head, ...githubComment({ body: words.body, place }) },
    words,
    options,
  );
}

export function commentOnFile(
  session: GithubSession,
  address: ChangeAddress,
  { head }: DiffShas,
  comment: FileComment,
  options: WriteOptions,
): Promise<Comment> {
  const place = { commit_id: head, ...githubFileComment(comment, {}) };
  return commentInDiff(session, address, place, comment, options);
}

function commentInDiff(
  session: GithubSession,
  address: ChangeAddress,
  place: { readonly commit_id: string; readonly path: string; readonly subject_type?: 'file' },
  { body, marker }: Marked,
  options: WriteOptions,
): Promise<Comment> {
  return session.once(
    options,
    async (request) => {
      const asked = { ...session.where, pull_number: address.number, ...place, body, request };
      return commentOf((await session.octokit.rest.pulls.createReviewComment(asked)).data);
    },
    () => findDiffComment(session, address, marker, options),
  );
}

/** Answers in a thread. */
export function reply(
  session: GithubSession,
  address: ChangeAddress,
  { comments: [first] }: Thread,
  { body, marker }: Marked,
  options: WriteOptions,
): Promise<Comment> {
  if (first === undefined) return Promise.reject(new Gone('github'));
  return session.once(
    options,
    async (request) => {
      const where = { ...session.where, pull_number: address.number, comment_id: Number(first.id) };
      const asked = { ...where, body, request };
      return commentOf((await session.octokit.rest.pulls.createReplyForReviewComment(asked)).data);
    },
    () => findDiffComment(session, address, marker, options),
  );
}

async function findDiffComment(
  session: GithubSession,
  address: ChangeAddress,
  marker: string,
  options: CallOptions,
): Promise<Comment | undefined> {
  return (await listDiffComments(session, address, options)).findLast(({ body }) => body.includes(marker));
}

/**
 * Removes a review of ours that was begun and never submitted: GitHub allows one for each user, and refuses all others. One that
 * a person may have begun with the same account is left alone: it has words, or comments, that are not ours.
 * @returns whether there is room now
 */
export async function removeDebris(
  session: GithubSession,
  address: ChangeAddress,
  self: ForgeUser,
  isOurs: (body: string) => boolean,
  options: CallOptions,
): Promise<boolean> {
  const pending = (await listReviews(session, address, options)).find(({ state }) => state === 'pending');
  if (pending === undefined) return true;
  const where = { ...session.where, pull_number: address.number, review_id: Number(pending.id) };
  const comments = await session.all(options, (paging) =>
    session.octokit.rest.pulls.listCommentsForReview({ ...where, ...paging }),
  );
  const words = [pending.body, ...comments.map(({ body }) => body)].filter((body) => body !== '');
  if (!self.bot && !words.every(isOurs)) return false;
  await session.ask(options, (request) => session.octokit.rest.pulls.deletePendingReview({ ...where, request }));
  return true;
}
