import { createHash } from 'node:crypto';
import type { PushedCommits } from '../history/cut-pushes.ts';
import type { Repository } from '../history/open-repository.ts';

export type ForgeName = 'github' | 'gitlab';

/** One webhook, ready to be sent. */
export interface Delivery {
  /** The door: `/webhooks/github`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly commits: number;
  readonly lastSha: string;
}

/** A push with its place in the branch's history. */
export interface Push {
  readonly repository: Repository;
  readonly commits: PushedCommits;
  /** Where the branch was before; null for the first push, which made it. */
  readonly before: string | null;
}

/** A forge's own way to tell of a push, and to prove that it did. */
export interface WebhookWriter {
  /** The most commits that it puts into one webhook. */
  readonly mostCommits: number;
  write(push: Push, secret: string): Delivery;
}

/** The side of a push where there is nothing. */
export const nullSha = (sha: string): string => '0'.repeat(sha.length);

/** A UUID made of content: the same delivery has the same id at every replay. */
export function uuidOf(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  const hex = hash.digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** The first and last commit of a push, which is never empty. */
export function lastOf(commits: PushedCommits): PushedCommits[number] {
  const last = commits.at(-1);
  if (last === undefined) throw new TypeError('a push has at least one commit');
  return last;
}
