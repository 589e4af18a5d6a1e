import type { ForgeStore } from '../forge/forge-store.ts';

export interface GitlabUser {
  readonly id: number;
  readonly username: string;
  readonly bot: boolean;
}

/** Guest, reporter, developer, maintainer, owner. */
export type GitlabAccess = 10 | 20 | 30 | 40 | 50;

export interface GitlabEmoji {
  readonly id: number;
  readonly name: string;
  readonly user: GitlabUser;
}

/** The three commits of a version of a merge request. */
export interface GitlabShas {
  readonly base_sha: string;
  readonly start_sha: string;
  readonly head_sha: string;
}

/** Where a discussion stands. */
export type GitlabPosition = GitlabShas & {
  readonly position_type: 'text' | 'file';
  readonly old_path?: string;
  readonly new_path?: string;
  readonly old_line?: number | null;
  readonly new_line?: number | null;
  readonly line_range?: { readonly start: GitlabRangeEnd; readonly end: GitlabRangeEnd };
};

export interface GitlabRangeEnd {
  readonly line_code?: string;
  readonly type?: string | null;
  readonly old_line?: number | null;
  readonly new_line?: number | null;
}

/** A line of a commit's own diff. GitLab counts removed lines by the new side, too. */
export interface GitlabCommitLine {
  readonly path: string;
  readonly line: number;
  readonly line_type: 'new' | 'old';
}

export interface GitlabNote {
  readonly id: number;
  readonly type: null | 'DiffNote' | 'DiscussionNote' | 'LegacyDiffNote';
  body: string;
  readonly author: GitlabUser;
  readonly created_at: string;
  updated_at: string;
  readonly system: boolean;
  /** It goes with its line: of the newest version as long as no push changed the line. */
  position?: GitlabPosition;
  /** Of a comment on a line of a commit: where it was asked to stand. */
  readonly commitLine?: GitlabCommitLine;
  /** GitLab's name for the line. */
  readonly line_code?: string;
  readonly emojis: GitlabEmoji[];
}

export interface GitlabDiscussion {
  /** 40 hex digits. */
  readonly id: string;
  readonly individual_note: boolean;
  resolved: boolean;
  readonly notes: GitlabNote[];
}

/** A merge request with all that was said on it. */
export interface GitlabMergeRequest {
  readonly iid: number;
  readonly author: GitlabUser;
  title: string;
  description: string;
  state: 'opened' | 'closed' | 'merged' | 'locked';
  draft: boolean;
  labels: string[];
  readonly source_branch: string;
  readonly target_branch: string;
  /** Null: the fork is gone. */
  readonly source_project_id: number | null;
  /** Every state of the diff, the newest last; GitLab makes them in the background, and shows null before. */
  readonly versions: GitlabShas[];
  prepared: boolean;
  readonly discussions: GitlabDiscussion[];
  /** Lines of notes that GitLab took as orders, and obeyed. */
  readonly quickActions: string[];
}

export interface GitlabStatus {
  readonly id: number;
  readonly sha: string;
  readonly name: string;
  status: string;
  description: string | null;
  target_url: string | null;
}

export interface GitlabProject {
  readonly id: number;
  readonly path: string;
  readonly defaultBranch: string;
  readonly store: ForgeStore;
  readonly members: Readonly<Record<string, GitlabAccess>>;
  readonly mergeRequests: Map<number, GitlabMergeRequest>;
  readonly statuses: GitlabStatus[];
  readonly commitDiscussions: Map<string, GitlabDiscussion[]>;
}
