import type { Forge } from '@arbiter/contracts';
import type {
  Branch,
  Change,
  ChangeAddress,
  ChangeDiff,
  Comparison,
  ForgeUser,
  OpenChange,
  Permission,
  RepositoryAddress,
} from './change.ts';
import type {
  Comment,
  CommentAddress,
  CommitLine,
  DiffShas,
  FileComment,
  Marked,
  PostedReview,
  Reaction,
  ReactionName,
  Review,
  ReviewToPost,
  Thread,
} from './comments.ts';
import type { Status, StatusToSet } from './status.ts';

/** What one call may be told. */
export interface CallOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal;
}

/** What a write may be told. */
export interface WriteOptions extends CallOptions {
  /** An earlier attempt may have come through: it is looked for first, by its marker, and taken where it is found. */
  readonly mayExist?: boolean;
}

/** What can be read. Every list is read to its end. */
export interface CodeHostReads {
  /** Who we are; of a GitHub App its bot. Our own comments are known by it. */
  self(): Promise<ForgeUser>;
  change(address: ChangeAddress, options?: CallOptions): Promise<Change>;
  /** What the change changes, from the merge base to its head, as it is now. */
  diff(change: Change, options?: CallOptions): Promise<ChangeDiff>;
  /** What `head` changes since it parted from `base` (three dots), for any two commits. */
  diffBetween(repository: RepositoryAddress, base: string, head: string, options?: CallOptions): Promise<ChangeDiff>;
  /** What a commit changes against its first parent. */
  commitDiff(repository: RepositoryAddress, sha: string, options?: CallOptions): Promise<ChangeDiff>;
  /** The open changes of the repository that a commit is part of. */
  openChanges(repository: RepositoryAddress, sha: string, options?: CallOptions): Promise<readonly OpenChange[]>;
  /** How two commits are related. Gone: a commit that the forge has forgotten. */
  compare(repository: RepositoryAddress, base: string, head: string, options?: CallOptions): Promise<Comparison>;
  /** A file's bytes at a commit or branch, or at `HEAD`, the default branch; undefined where there is no such file. */
  file(
    repository: RepositoryAddress,
    path: string,
    ref: string,
    options?: CallOptions,
  ): Promise<Uint8Array | undefined>;
  branches(repository: RepositoryAddress, options?: CallOptions): Promise<readonly Branch[]>;
  permission(
    repository: RepositoryAddress,
    user: Pick<ForgeUser, 'id' | 'login'>,
    options?: CallOptions,
  ): Promise<Permission>;
  /** Comments on the change itself, oldest first; what stands in the diff is in `threads`. */
  comments(change: ChangeAddress, options?: CallOptions): Promise<readonly Comment[]>;
  reviews(change: ChangeAddress, options?: CallOptions): Promise<readonly Review[]>;
  threads(change: ChangeAddress, options?: CallOptions): Promise<readonly Thread[]>;
  reactions(change: ChangeAddress, comment: CommentAddress, options?: CallOptions): Promise<readonly Reaction[]>;
  commitComments(repository: RepositoryAddress, sha: string, options?: CallOptions): Promise<readonly Comment[]>;
  /** The newest status or check of each context. */
  statuses(repository: RepositoryAddress, sha: string, options?: CallOptions): Promise<readonly Status[]>;
}

/** What can be written. A write that got no answer is looked for before it is repeated: nothing is doubled. */
export interface CodeHostWrites {
  comment(change: ChangeAddress, comment: Marked, options?: WriteOptions): Promise<Comment>;
  editComment(change: ChangeAddress, id: string, body: string, options?: CallOptions): Promise<Comment>;
  /** It is no fault if it is gone already. */
  deleteComment(change: ChangeAddress, id: string, options?: CallOptions): Promise<void>;
  /** Never loses a comment: those that the forge would not take are told, with its words. */
  postReview(change: ChangeAddress, review: ReviewToPost, options?: WriteOptions): Promise<PostedReview>;
  commentOnFile(
    change: ChangeAddress,
    shas: DiffShas,
    comment: FileComment,
    options?: WriteOptions,
  ): Promise<{ readonly id: string }>;
  reply(change: ChangeAddress, thread: Thread, comment: Marked, options?: WriteOptions): Promise<Comment>;
  setResolved(change: ChangeAddress, threadId: string, resolved: boolean, options?: CallOptions): Promise<void>;
  /** Twice the same is once. */
  react(change: ChangeAddress, comment: CommentAddress, reaction: ReactionName, options?: CallOptions): Promise<void>;
  commentOnCommit(
    repository: RepositoryAddress,
    sha: string,
    comment: Marked,
    options?: WriteOptions,
  ): Promise<Comment>;
  /** A comment on a line of a commit's own diff. Invalid: the forge knows no such line. */
  commentOnCommitLine(
    repository: RepositoryAddress,
    sha: string,
    comment: Marked & { readonly place: CommitLine },
    options?: WriteOptions,
  ): Promise<void>;
  /** Replaces our status of that context: a check run where we are a GitHub App, else a commit status. */
  setStatus(repository: RepositoryAddress, sha: string, status: StatusToSet, options?: CallOptions): Promise<void>;
}

/**
 * A code host, whichever it is.
 *
 * Every method throws Gone, Forbidden, Invalid, Unreadable, and the two that are waited out: a Postponed with its time
 * (RateLimited, or a merge request that GitLab has not prepared yet) and ForgeDown (a DependencyDown). None of them carries a credential. An aborted signal throws its reason.
 */
export interface CodeHost extends CodeHostReads, CodeHostWrites {
  readonly forge: Forge;
}
