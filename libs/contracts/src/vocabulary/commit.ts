import { z } from 'zod';
import { Forge, Instant, RepositoryRef, Sha } from './forge.ts';
import { Text } from './text.ts';

/** Most commits that one message carries. A larger push travels in several parts. */
export const MAX_COMMITS_PER_MESSAGE = 100;

/** How a push moved a branch. Forced or not: what it brought lies between the two commits' merge base and `after`. */
export const BranchMove = z.object({
  /** Where the branch was; absent where the push made it. */
  before: Sha.optional(),
  after: Sha,
  /** When we heard of it: of two moves of a branch the later one counts. */
  at: Instant,
});
export type BranchMove = z.infer<typeof BranchMove>;

/** Where a push went, and which part of it this message is. Parts are cut the same way every time. */
export const PushRef = z.object({
  deliveryId: z.uuid(),
  forge: Forge,
  repository: RepositoryRef,
  /** Full ref: `refs/heads/main`. */
  ref: z.string().max(1024),
  part: z.number().int().nonnegative(),
  /** With the last part of a push to a branch alone; never with tags or deletions. */
  move: BranchMove.optional(),
});
export type PushRef = z.infer<typeof PushRef>;

/** Most paths that travel with a commit, and most UTF-16 units of one of them and of all together. */
export const MAX_PATHS = { count: 24, each: 256, together: 1_200 } as const;

/** Which files a commit touched, as far as its forge said so and there was room. They travel; nobody keeps them as they are. */
export const TouchedFiles = z.object({
  paths: z.array(z.string().min(1).max(MAX_PATHS.each)).max(MAX_PATHS.count),
  /** There were more. */
  cut: z.literal(true).optional(),
});
export type TouchedFiles = z.infer<typeof TouchedFiles>;

/** What every later leg knows of a commit. */
export const CommitText = z.object({
  sha: Sha,
  message: Text,
  /** The author's date with the author's own offset: "by Friday" counts from here. */
  authoredAt: Instant,
  /** Absent where the forge does not say. */
  files: TouchedFiles.optional(),
});
export type CommitText = z.infer<typeof CommitText>;
