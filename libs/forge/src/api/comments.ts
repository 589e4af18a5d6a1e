import type { ForgeUser } from './change.ts';

/** A line of a diff. Both counters always: on the side that lacks the line, the number that its next line has. */
export interface PlacedLine {
  readonly kind: '+' | '-' | ' ';
  readonly old: number;
  readonly new: number;
}

/** Where an inline comment stands: lines of one hunk, both ends included. */
export interface CommentPlace {
  readonly path: string;
  /** Of a renamed or copied file. */
  readonly previousPath?: string;
  /** The side that is meant where both have the line; the new one if it is not said. */
  readonly side?: 'new' | 'old';
  readonly first: PlacedLine;
  readonly last: PlacedLine;
}

/**
 * A text to be written, and the part of it by which it is found again (`<!-- arbiter:… -->`): no other text of ours may
 * contain it. A write that got no answer is looked up by it before it is repeated.
 */
export interface Marked {
  readonly body: string;
  readonly marker: string;
}

/** An inline comment to be written. */
export interface InlineComment extends Marked {
  readonly place: CommentPlace;
}

/** A line of a commit's own diff: GitHub knows it by its position, GitLab by its kind and numbers. See `commitLine`. */
export interface CommitLine {
  readonly path: string;
  readonly line: PlacedLine;
  /** Lines below the first header of the file's patch, further headers and `\\ No newline at end of file` counted. */
  readonly position: number;
}

/** A comment on a file of the change as a whole. */
export interface FileComment extends Marked {
  readonly path: string;
  readonly previousPath?: string;
}

/** A diff's three commits. GitHub needs the head alone. */
export interface DiffShas {
  readonly head: string;
  /** The tip of the base branch. */
  readonly start?: string;
  /** The merge base. */
  readonly base?: string;
}

/** A review to be written: one review on GitHub, one discussion for each comment on GitLab. */
export interface ReviewToPost extends Marked {
  /** May be empty: then nothing but the comments is written. */
  readonly body: string;
  readonly shas: DiffShas;
  readonly comments: readonly InlineComment[];
}

/** What became of a review. Every comment is either posted or rejected. */
export interface PostedReview {
  /** GitHub's review; absent where there is none (GitLab, or a review that the forge would not take whole). */
  readonly id?: string;
  /** `index` is the comment's place in what was to be posted. */
  readonly posted: readonly { readonly index: number; readonly id: string }[];
  /** What the forge would not take, in its own words. */
  readonly rejected: readonly { readonly index: number; readonly reason: string }[];
}

/** A comment that stands on the forge. */
export interface Comment {
  readonly id: string;
  readonly body: string;
  /** Absent: an account that is gone. */
  readonly author?: ForgeUser;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly url?: string;
}

/** A review that stands on the forge; GitLab has none. */
export interface Review extends Comment {
  readonly state: 'pending' | 'commented' | 'approved' | 'changes-requested' | 'dismissed';
  /** The head that it was written for. */
  readonly sha?: string;
}

/** A conversation on a place of the diff. */
export interface Thread {
  readonly id: string;
  readonly path: string;
  readonly resolved: boolean;
  /** The lines that it stands on have changed since. */
  readonly outdated: boolean;
  /** Absent: on the whole file, or on lines that are gone. */
  readonly line?: number;
  /** From the first to the last; never empty. */
  readonly comments: readonly Comment[];
}

/** Which comment is meant: those of threads and those on the change itself are different things to GitHub. */
export interface CommentAddress {
  readonly kind: 'change' | 'thread';
  readonly id: string;
}

/** What people can say without words. */
export const REACTIONS = [
  'thumbs-up',
  'thumbs-down',
  'laugh',
  'confused',
  'heart',
  'hooray',
  'rocket',
  'eyes',
] as const;
export type ReactionName = (typeof REACTIONS)[number];

export interface Reaction {
  readonly name: ReactionName;
  readonly user?: ForgeUser;
}
