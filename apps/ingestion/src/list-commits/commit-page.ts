/** Which commits are asked for. */
export interface CommitFilter {
  readonly forge?: string | undefined;
  /** Forge id or full name. */
  readonly repository?: string | undefined;
  /** Full ref, or a branch's or tag's name. */
  readonly ref?: string | undefined;
}

/** The last commit of the page before. */
export interface CommitPosition {
  /** ISO instant, to the millisecond. */
  readonly ingestedAt: string;
  readonly sha: string;
}

export interface CommitPage {
  readonly limit: number;
  readonly after?: CommitPosition | undefined;
}

/** A position as an opaque cursor. */
export const toCursor = ({ ingestedAt, sha }: CommitPosition): string =>
  Buffer.from(`${ingestedAt} ${sha}`).toString('base64url');

/** The position that a cursor stands for; undefined for one that we did not make. */
export function fromCursor(cursor: string): CommitPosition | undefined {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f]{40,64})$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match?.[1] !== undefined && match[2] !== undefined ? { ingestedAt: match[1], sha: match[2] } : undefined;
}
