/** What there is to do, beside the messages: a review of a change or of a push, an answer to a comment. */
export type JobKind = 'change' | 'comment' | 'push';

/** Something to do. Asked for again under the same key it is one job, with what was asked last. */
export interface JobRequest<Payload = unknown> {
  /** A journey or a branch: at most one job of it runs, and at most one waits. */
  readonly key: string;
  readonly kind: JobKind;
  /** `github/1296269`: a flood from one repository does not starve the others. */
  readonly repository: string;
  readonly payload: Payload;
  /** The forge's own time of what is asked for, ISO 8601: what is older than the last request asks for nothing. */
  readonly askedAt: string;
  /** The id of the event that asks for it: what comes twice asks once. */
  readonly cause: string;
  /** W3C `traceparent` of what asked for it. */
  readonly trace?: string | undefined;
}

/** A job in hand. */
export interface Job<Payload = unknown> extends JobRequest<Payload> {
  /** Counts the requests: another number than in hand means that this one is superseded. */
  readonly generation: number;
  /** Failed attempts before this one. */
  readonly attempts: number;
  /** Whose hand. */
  readonly lease: string;
}
