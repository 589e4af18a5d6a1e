/**
 * What is said of a commit. `neutral`: nothing bad was found, but not everything was looked at; only GitHub's check runs have
 * it; a commit status of GitHub is `pending` then, one of GitLab `canceled`, because it must not look like success. `error`: it is our fault.
 */
export type StatusState = 'pending' | 'success' | 'failure' | 'neutral' | 'error';

/** The one status or check of ours on a commit. */
export interface StatusToSet {
  readonly state: StatusState;
  /** Its name among the others: ARBITER_STATUS_CHECK_CONTEXT. */
  readonly context: string;
  /** One line; what is longer than the forge takes is cut. */
  readonly description: string;
  readonly url?: string;
  /** Markdown, shown by check runs alone. */
  readonly summary?: string;
}

/** A status that stands on a commit. */
export interface Status {
  readonly context: string;
  readonly state: StatusState;
  readonly description: string;
}
