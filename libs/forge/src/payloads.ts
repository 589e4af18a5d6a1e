/** The second door of this room: bodies of calls, for whoever shows them and makes none. It loads no client. */
export {
  githubFileComment,
  type GithubFileCommentBody,
  githubReview,
  type GithubReviewBody,
  type GithubReviewComment,
} from './payloads/github-review.ts';
export {
  gitlabDiscussion,
  type GitlabDiscussionBody,
  type GitlabLine,
  type GitlabNoteBody,
  type GitlabPosition,
  lineCode,
} from './payloads/gitlab-discussion.ts';
