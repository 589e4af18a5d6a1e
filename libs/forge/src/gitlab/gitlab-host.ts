import type { CodeHost } from '../api/code-host.ts';
import { branches, compare, file, openMergeRequests, permission, readMergeRequest } from './change.ts';
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
import { commitDiff, diffBetween, diffOfMergeRequest } from './diff.ts';
import { commentOnFile, listThreads, postReview, reply, setResolved } from './discussions.ts';
import { type GitlabRules, GitlabSession, type GitlabSettings } from './session.ts';
import { listStatuses, setStatus } from './statuses.ts';

/** GitLab, of its makers or self-managed. */
export function gitlabHost(settings: GitlabSettings, rules: GitlabRules): CodeHost {
  const session = new GitlabSession(settings, rules);
  return {
    forge: 'gitlab',
    self: () => session.self(),
    change: async (address, options = {}) => (await readMergeRequest(session, address, options)).change,
    diff: (change, options = {}) => diffOfMergeRequest(session, change, options),
    diffBetween: (repository, base, head, options = {}) => diffBetween(session, repository, base, head, options),
    commitDiff: (repository, sha, options = {}) => commitDiff(session, repository, sha, options),
    openChanges: (repository, sha, options = {}) => openMergeRequests(session, repository, sha, options),
    compare: (repository, base, head, options = {}) => compare(session, repository, base, head, options),
    file: (repository, path, ref, options = {}) => file(session, repository, path, ref, options),
    branches: (repository, options = {}) => branches(session, repository, options),
    permission: (repository, user, options = {}) => permission(session, repository, user, options),
    comments: (change, options = {}) => listComments(session, change, options),
    reviews: () => Promise.resolve([]),
    threads: (change, options = {}) => listThreads(session, change, options),
    reactions: (change, { id }, options = {}) => listReactions(session, change, id, options),
    commitComments: (repository, sha, options = {}) => listCommitComments(session, repository, sha, options),
    statuses: (repository, sha, options = {}) => listStatuses(session, repository, sha, options),
    comment: (change, words, options = {}) => comment(session, change, words, options),
    editComment: (change, id, body, options = {}) => editComment(session, change, id, body, options),
    deleteComment: (change, id, options = {}) => deleteComment(session, change, id, options),
    postReview: (change, review, options = {}) => postReview(session, change, review, options),
    commentOnFile: (change, shas, words, options = {}) => commentOnFile(session, change, shas, words, options),
    reply: (change, thread, words, options = {}) => reply(session, change, thread, words, options),
    setResolved: (change, thread, resolved, options = {}) => setResolved(session, change, thread, resolved, options),
    react: (change, { id }, reaction, options = {}) => react(session, change, id, reaction, options),
    commentOnCommit: (repository, sha, words, options = {}) =>
      commentOnCommit(session, repository, sha, words, options),
    commentOnCommitLine: (repository, sha, words, options = {}) =>
      commentOnCommitLine(session, repository, sha, words, options),
    setStatus: (repository, sha, status, options = {}) => setStatus(session, repository, sha, status, options),
  };
}
