import type { GithubComment, GithubPull, GithubRepository, GithubReviewComment, GithubUser } from './records.ts';
import { showComment, showPull, showRepository, showReviewComment } from './show.ts';
import type { GithubWorld } from './world.ts';

const sender = ({ id, login, type }: GithubUser) => ({ id, login, type });

/** Tells that something happened to a pull request: `opened`, `synchronize`, `closed`, … */
export function announcePull(world: GithubWorld, repository: GithubRepository, pull: GithubPull, action: string): void {
  world.announcer.announce('pull_request', {
    action,
    number: pull.number,
    pull_request: { ...showPull(repository, pull, []), updated_at: new Date().toISOString() },
    repository: showRepository(repository),
    sender: sender(pull.user),
  });
}

/** Tells of a new comment on the conversation. */
export function announceComment(
  world: GithubWorld,
  repository: GithubRepository,
  { number }: GithubPull,
  comment: GithubComment,
): void {
  world.announcer.announce('issue_comment', {
    action: 'created',
    issue: { number, pull_request: {} },
    comment: showComment(comment),
    repository: showRepository(repository),
    sender: sender(comment.user),
  });
}

/** Tells of a new comment in the diff. */
export function announceReviewComment(
  world: GithubWorld,
  repository: GithubRepository,
  { number }: GithubPull,
  comment: GithubReviewComment,
): void {
  world.announcer.announce('pull_request_review_comment', {
    action: 'created',
    pull_request: { number },
    comment: showReviewComment(comment),
    repository: showRepository(repository),
    sender: sender(comment.user),
  });
}
