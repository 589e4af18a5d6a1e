import type { ForgeStore } from '../forge/forge-store.ts';

/** An account. */
export interface GithubUser {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot';
}

export type GithubPermission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export interface GithubReaction {
  readonly id: number;
  readonly user: GithubUser;
  readonly content: string;
}

export interface GithubComment {
  readonly id: number;
  readonly user: GithubUser;
  body: string;
  readonly created_at: string;
  updated_at: string;
  readonly reactions: GithubReaction[];
}

/** A comment in the diff. */
export interface GithubReviewComment extends GithubComment {
  readonly path: string;
  readonly commit_id: string;
  readonly subject_type: 'line' | 'file';
  /** As it was posted. */
  readonly line: number | null;
  /** Where a push moved the line to; null once a push changed it: then the comment is outdated. */
  now?: number | null;
  readonly side: 'LEFT' | 'RIGHT';
  readonly start_line: number | null;
  readonly start_side: 'LEFT' | 'RIGHT' | null;
  /** The review that it came with. */
  review: number;
  readonly in_reply_to_id?: number;
  readonly thread: GithubThread;
}

export interface GithubThread {
  readonly id: string;
  resolved: boolean;
}

export interface GithubReview {
  readonly id: number;
  readonly user: GithubUser;
  readonly body: string;
  state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED';
  readonly commit_id: string;
  submitted_at: string | null;
}

/** A pull request with all that was said on it. */
export interface GithubPull {
  readonly number: number;
  readonly user: GithubUser;
  title: string;
  body: string;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  labels: string[];
  readonly baseBranch: string;
  readonly headBranch: string;
  baseSha: string;
  headSha: string;
  /** The repository that it comes from; null: it is gone. */
  readonly headRepository: { readonly id: number; readonly full_name: string } | null;
  readonly reviews: GithubReview[];
  readonly reviewComments: GithubReviewComment[];
  readonly comments: GithubComment[];
}

export interface GithubStatus {
  readonly id: number;
  readonly sha: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly context: string;
  readonly description: string | null;
  readonly target_url: string | null;
  readonly creator: GithubUser;
}

/** What was posted as a check run, with its id. */
export type GithubCheckRun = Readonly<Record<string, unknown>> & {
  readonly id: number;
  readonly head_sha: string;
  readonly name: string;
};

/** A comment on a commit; on a line of its diff where it has a path and a position, and then the line is told along. */
export interface GithubCommitComment extends GithubComment {
  readonly commit_id: string;
  readonly path: string | null;
  readonly position: number | null;
  readonly line: number | null;
}

export interface GithubRepository {
  readonly id: number;
  readonly full_name: string;
  readonly defaultBranch: string;
  readonly store: ForgeStore;
  readonly permissions: Readonly<Record<string, GithubPermission>>;
  readonly pulls: Map<number, GithubPull>;
  readonly statuses: GithubStatus[];
  readonly checkRuns: GithubCheckRun[];
  readonly commitComments: GithubCommitComment[];
}
