import type { ChangedFile } from '../forge/changed-files.ts';
import type {
  GithubComment,
  GithubCommitComment,
  GithubPull,
  GithubReaction,
  GithubRepository,
  GithubReview,
  GithubReviewComment,
  GithubUser,
} from './records.ts';

const showUser = ({ id, login, type }: GithubUser) => ({ id, login, type, node_id: `U_${id}` });

const pageOf = ({ full_name: name }: GithubRepository, number: number): string =>
  `https://github.test/${name}/pull/${number}`;

export const showRepository = (repository: GithubRepository) => ({
  id: repository.id,
  name: repository.full_name.split('/')[1],
  full_name: repository.full_name,
  default_branch: repository.defaultBranch,
  private: false,
});

export const showCommitComment = (comment: GithubCommitComment) => {
  const { commit_id, path, position, line } = comment;
  return { ...showComment(comment), commit_id, path, position, line };
};

export function showPull(repository: GithubRepository, pull: GithubPull, files: readonly ChangedFile[]) {
  const own = { id: repository.id, full_name: repository.full_name };
  return {
    id: repository.id * 10_000 + pull.number,
    number: pull.number,
    state: pull.state,
    locked: false,
    draft: pull.draft,
    title: pull.title,
    body: pull.body === '' ? null : pull.body,
    user: showUser(pull.user),
    labels: pull.labels.map((name, id) => ({ id, name })),
    html_url: pageOf(repository, pull.number),
    head: { ref: pull.headBranch, sha: pull.headSha, repo: pull.headRepository },
    base: { ref: pull.baseBranch, sha: pull.baseSha, repo: own },
    merged: pull.merged,
    merged_at: pull.merged ? '2026-01-01T00:00:00Z' : null,
    changed_files: files.length,
    additions: files.reduce((sum, { additions }) => sum + additions, 0),
    deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
  };
}

export function showFile(file: ChangedFile, sha: string, mostLines: number) {
  const changes = file.additions + file.deletions;
  return {
    sha,
    filename: file.path,
    status: file.status === 'modified' && changes === 0 && !file.binary ? 'changed' : file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes,
    ...(file.previousPath !== undefined && { previous_filename: file.previousPath }),
    ...(file.patch !== undefined && changes <= mostLines && { patch: file.patch }),
  };
}

export const showComment = (comment: GithubComment) => ({
  id: comment.id,
  node_id: `IC_${comment.id}`,
  user: showUser(comment.user),
  body: comment.body,
  created_at: comment.created_at,
  updated_at: comment.updated_at,
  html_url: `https://github.test/comments/${comment.id}`,
});

export const showReviewComment = (comment: GithubReviewComment) => ({
  ...showComment(comment),
  pull_request_review_id: comment.review,
  path: comment.path,
  commit_id: comment.commit_id,
  subject_type: comment.subject_type,
  line: comment.now === undefined ? comment.line : comment.now,
  side: comment.side,
  start_line: comment.start_line,
  start_side: comment.start_side,
  ...(comment.in_reply_to_id !== undefined && { in_reply_to_id: comment.in_reply_to_id }),
});

export const showReview = (repository: GithubRepository, number: number, review: GithubReview) => ({
  id: review.id,
  node_id: `PRR_${review.id}`,
  user: showUser(review.user),
  body: review.body,
  state: review.state,
  commit_id: review.commit_id,
  html_url: `${pageOf(repository, number)}#pullrequestreview-${review.id}`,
  ...(review.submitted_at !== null && { submitted_at: review.submitted_at }),
});

export const showReaction = ({ id, user, content }: GithubReaction) => ({ id, content, user: showUser(user) });
