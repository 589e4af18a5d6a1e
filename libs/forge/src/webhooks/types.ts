import type {
  Actor,
  ChangeUpdated,
  CommentCreated,
  Forge,
  IngestedCommit,
  RepositoryRef,
  Sender,
  Text,
} from '@arbiter/contracts';

/**
 * A push, in the same words for every forge.
 *
 * `before` and `after` are SHAs; where a ref was made or deleted the missing side is all zeros, as the forges say it.
 */
export interface Push {
  readonly kind: 'push';
  readonly forge: Forge;
  readonly repository: RepositoryRef;
  /** Full ref: `refs/heads/main`, `refs/tags/v1`. */
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly created: boolean;
  readonly deleted: boolean;
  /** GitHub says it; GitLab does not, so there it is false and only the commit graph tells. */
  readonly forced: boolean;
  /** How many commits were pushed, also where the payload carries fewer (GitLab: 20 of them, GitHub: 2,048). */
  readonly totalCommits: number;
  /** The forge left commits out of the payload, or may have: the rest has to be asked for. */
  readonly incomplete: boolean;
  /** Oldest first, as sent. Ready for `CommitsIngested`. */
  readonly commits: readonly IngestedCommit[];
  /** Commits whose values are nonsense. The others go on without them. */
  readonly rejected: readonly RejectedCommit[];
  readonly pusher?: Actor;
}

/** A commit that was set aside. */
export interface RejectedCommit {
  /** Its place in the payload's list. */
  readonly index: number;
  /** Present where at least that much could be read. */
  readonly sha?: string;
  /** Which field, and what was wrong with it. Never quotes the value. */
  readonly reason: string;
}

/** A pull or merge request as it was after the delivery's event: `ChangeUpdated` without its delivery. */
export type ChangeReading = Omit<ChangeUpdated, 'deliveryId'> & { readonly kind: 'change' };

/** A new comment: `CommentCreated` without its delivery. Confidential ones are `Ignored`. */
export type CommentReading = Omit<CommentCreated, 'deliveryId'> & { readonly kind: 'comment' };

/** A text that came by the API. Who reads it adds the ids, and the time of receipt as the time of writing. */
export interface MessageReading {
  readonly kind: 'message';
  readonly sender: Sender;
  readonly content: Text;
}

/** Authentic, but not for us. */
export interface Ignored {
  readonly kind: 'ignored';
  /** A constant sentence; never quotes the delivery. */
  readonly reason: string;
}

/** Authentic, for us, and nonsense: kept raw for the operator. */
export interface Unprocessable {
  readonly kind: 'unprocessable';
  /** Which field, and what was wrong with it. Never quotes the value. */
  readonly reason: string;
}

/** What a delivery turned out to be. */
export type Reading = Push | ChangeReading | CommentReading | MessageReading | Ignored | Unprocessable;

/** Authentic, for us, and it makes sense. */
export interface Processable {
  readonly kind: 'processable';
}

/** What the gateway needs to know of a delivery. */
export type Verdict = Ignored | Unprocessable | Processable;
