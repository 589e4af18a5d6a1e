import { z } from 'zod';
import { Forge, Instant, RepositoryRef, Sha } from './forge.ts';
import { Text } from './text.ts';

/** Most commits that one message carries. A larger push travels in several parts. */
export const MAX_COMMITS_PER_MESSAGE = 100;

/** Where a push went, and which part of it this message is. Parts are cut the same way every time. */
export const PushRef = z.object({
  deliveryId: z.uuid(),
  forge: Forge,
  repository: RepositoryRef,
  /** Full ref: `refs/heads/main`. */
  ref: z.string().max(1024),
  part: z.number().int().nonnegative(),
});
export type PushRef = z.infer<typeof PushRef>;

/** What every later leg knows of a commit. */
export const CommitText = z.object({
  sha: Sha,
  message: Text,
  /** The author's date with the author's own offset: "by Friday" counts from here. */
  authoredAt: Instant,
});
export type CommitText = z.infer<typeof CommitText>;
