import type { CodeHost } from '../api/code-host.ts';
import { GithubAccess, type GithubRules, type GithubSettings } from './access.ts';
import { branches, compare, file, permission, readPull } from './change.ts';
import {
  comment,
  commentOnCommit,
  deleteComment,
  editComment,
  listComments,
  listCommitComments,
  listReactions,
  react,
} from './comments.ts';
import { diffBetween, diffOfPull } from './diff.ts';
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
    self: (options) => access.self(options),
    change: async (address, options = {}) =>
      (await readPull(await on(address.repository, options), address, options)).change,
    diff: async (change, options = {}) => diffOfPull(await on(change.repository, options), change, options),
    diffBetween: async (repository, base, head, options = {}) =>
      diffBetween(await on(repository, options), base, head, options),
    compare: async (repository, base, head, options = {}) =>
      compare(await on(repository, options), base, head, options),
    file: async (repository, path, ref, options = {}) => file(await on(repository, options), path, ref, options),
    branches: async (repository, options = {}) => branches(await on(repository, options), options),
    permission: async (repository, { login }, options = {}) =>
      permission(await on(repository, options), login, options),
    comments: async (change, options = {}) => listComments(await on(change.repository, options), change, options),
    reviews: async (change, options = {}) => listReviews(await on(change.repository, options), change, options),
    threads: async (change, options = {}) => listThreads(await on(change.repository, options), change, options),
    reactions: async ({ repository }, address, options = {}) =>
      listReactions(await on(repository, options), address, options),
    commitComments: async (repository, sha, options = {}) =>
      listCommitComments(await on(repository, options), sha, options),
    statuses: async (repository, sha, options = {}) => listStatuses(await on(repository, options), sha, options),
    comment: async (change, words, options = {}) =>
      comment(await on(change.repository, options), change, words, options),
    editComment: async ({ repository }, id, body, options = {}) =>
      editComment(await on(repository, options), id, body, options),
    deleteComment: async ({ repository }, id, options = {}) =>
      deleteComment(await on(repository, options), id, options),
    postReview: async (address, review, options = {}) => {
      const session = await on(address.repository, options);
      return postReview({ session, address, review, options }, () => access.self(options));
    },
    commentOnFile: async (change, shas, words, options = {}) =>
      commentOnFile(await on(change.repository, options), change, shas, words, options),
    reply: async (change, thread, words, options = {}) =>
      reply(await on(change.repository, options), change, thread, words, options),
    setResolved: async ({ repository }, thread, resolved, options = {}) =>
      setResolved(await on(repository, options), thread, resolved, options),
    react: async ({ repository }, address, reaction, options = {}) =>
      react(await on(repository, options), address, reaction, options),
    commentOnCommit: async (repository, sha, words, options = {}) =>
      commentOnCommit(await on(repository, options), sha, words, options),
    setStatus: async (repository, sha, status, options = {}) =>
      setStatus(await on(repository, options), sha, status, options),
  };
}
