import type { Forge, RepositoryRef } from '@arbiter/contracts';
import type { FileDiff } from '@arbiter/diff';

/** A repository. GitHub is asked by name, GitLab by id where it is known: a `RepositoryRef` always serves. */
export interface RepositoryAddress {
  /** `owner/name`; in GitLab the whole path of groups. */
  readonly name: string;
  readonly id?: RepositoryRef['id'];
}

/** A pull or merge request: its number within the repository (GitLab: `iid`). */
export interface ChangeAddress {
  readonly repository: RepositoryAddress;
  readonly number: number;
}

/** Somebody, as the forge knows them. */
export interface ForgeUser {
  /** Numeric, as text. */
  readonly id: string;
  readonly login: string;
  readonly bot: boolean;
}

/** A pull or merge request as it is now. */
export interface Change extends ChangeAddress {
  readonly forge: Forge;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly title: string;
  readonly description: string;
  readonly labels: readonly string[];
  /** Absent: an account that is gone. */
  readonly author?: ForgeUser;
  readonly baseBranch: string;
  readonly headBranch: string;
  readonly headSha: string;
  /** The tip of the base branch that the forge compares with (GitLab's `start_sha`). */
  readonly baseSha: string;
  /** Where head and base parted: the diff's old side (GitLab's `base_sha`). GitHub does not say it here: see `compare`. */
  readonly mergeBaseSha?: string;
  /** It comes from another repository: nothing of it is trusted. */
  readonly fork: boolean;
  /** Where it comes from; absent when that repository is gone. */
  readonly headRepository?: RepositoryAddress;
  readonly url: string;
}

/** An open change, as far as a commit of it tells. */
export interface OpenChange {
  readonly number: number;
  readonly draft: boolean;
  readonly headSha: string;
}

/** What a change changes. */
export interface ChangeDiff {
  /** In the forge's order. What the forge withheld is marked `truncated`, with the reason. */
  readonly files: readonly FileDiff[];
  /** False: the forge did not even name every file; coverage is partial then, whatever was read. */
  readonly complete: boolean;
}

/** How two commits are related. */
export interface Comparison {
  /** `ahead`: the base is an ancestor of the head. `behind`: the other way round. */
  readonly relation: 'identical' | 'ahead' | 'behind' | 'diverged';
  readonly mergeBaseSha: string;
}

/** A branch and its tip. */
export interface Branch {
  readonly name: string;
  readonly sha: string;
}

/** What somebody may do with a repository; the order is that of the rights. */
export const PERMISSIONS = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof PERMISSIONS)[number];
