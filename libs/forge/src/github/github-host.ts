import type { CodeHost } from '../api/code-host.ts';
import { GithubAccess, type GithubRules, type GithubSettings } from './access.ts';
import { branches, compare, file, openPulls, permission, readPull } from './change.ts';
import {
  comment,
  commentOnCommit,
  commentOnCommitLine,
  deleteComment,
  editComment,
  listComments,
  listCommitComments,
  listReactions,
  react,
} from './comments.ts';
import { commitDiff, diffBetween, diffOfPull } from './diff.ts';
import { postReview } from './post-review.ts';
import { commentOnFile, listReviews, reply } from './reviews.ts';
import { listStatuses, setStatus } from './statuses.ts';
import { listThreads, setResolved } from './threads.ts';

/** GitHub and GitHub Enterprise Server, with a token or as a GitHub App. */
export function githubHost(settings: GithubSettings, rules: GithubRules): CodeHost {
  const access = new GithubAccess(settings, rules);
  const on = access.session.bind(access);
  return {
    forge: 'github',
    self: () => access.self(),
    change: async (address, options = {}) => (await readPull(await on(address.repository), address, options)).change,
    diff: async (change, options = {}) => diffOfPull(await on(change.repository), change, options),
    diffBetween: async (repository, base, head, options = {}) => diffBetween(await on(repository), base, head, options),
    commitDiff: async (repository, sha, options = {}) => commitDiff(await on(repository), sha, options),
    openChanges: async (repository, sha, options = {}) => openPulls(await on(repository), sha, options),
    compare: async (repository, base, head, options = {}) => compare(await on(repository), base, head, options),
    file: async (repository, path, ref, options = {}) => file(await on(repository), path, ref, options),
    branches: async (repository, options = {}) => branches(await on(repository), options),
    permission: async (repository, { login }, options = {}) => permission(await on(repository), login, options),
    comments: async (change, options = {}) => listComments(await on(change.repository), change, options),
    reviews: async (change, options = {}) => listReviews(await on(change.repository), change, options),
    threads: async (change, options = {}) => listThreads(await on(change.repository), change, options),
    reactions: async ({ repository }, address, options = {}) => listReactions(await on(repository), address, options),
    commitComments: async (repository, sha, options = {}) => listCommitComments(await on(repository), sha, options),
    statuses: async (repository, sha, options = {}) => listStatuses(await on(repository), sha, options),
    comment: async (change, words, options = {}) => comment(await on(change.repository), change, words, options),
    editComment: async ({ repository }, id, body, options = {}) => editComment(await on(repository), id, body, options),
    deleteComment: async ({ repository }, id, options = {}) => deleteComment(await on(repository), id, options),
    postReview: async (address, review, options = {}) => {
      const session = await on(address.repository);
      return postReview({ session, address, review, options }, () => access.self());
    },
    commentOnFile: async (change, shas, words, options = {}) =>
      commentOnFile(await on(change.repository), change, shas, words, options),
    reply: async (change, thread, words, options = {}) =>
      reply(await on(change.repository), change, thread, words, options),
    setResolved: async ({ repository }, thread, resolved, options = {}) =>
      setResolved(await on(repository), thread, resolved, options),
    react: async ({ repository }, address, reaction, options = {}) =>
      react(await on(repository), address, reaction, options),
    commentOnCommit: async (repository, sha, words, options = {}) =>
      commentOnCommit(await on(repository), sha, words, options),
    commentOnCommitLine: async (repository, sha, words, options = {}) =>
      commentOnCommitLine(await on(repository), sha, words, options),
    setStatus: async (repository, sha, status, options = {}) => setStatus(await on(repository), sha, status, options),
  };
}
