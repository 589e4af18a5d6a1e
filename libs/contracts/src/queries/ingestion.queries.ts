import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { Forge, Instant, RepositoryRef, Sha } from '../vocabulary/forge.ts';

/** Opaque: what `nextCursor` said. */
export const Cursor = z.string().max(512);

/** A commit as ingestion knows it. No names: identity knows the people. */
export const CommitSummary = z.object({
  sha: Sha,
  forge: Forge,
  repository: RepositoryRef,
  /** The message's first line. */
  title: z.string(),
  authoredAt: Instant,
  ingestedAt: Instant,
  /** Branches and tags that it was seen on. */
  refs: z.array(z.string()),
  /** No branch holds it any more: a push was forced over it. */
  orphaned: z.boolean(),
});
export type CommitSummary = z.infer<typeof CommitSummary>;

/** Commits, newest ingested first. */
export const ListCommits = defineQuery({
  subject: 'query.ingestion.list-commits.v1',
  request: z.object({
    forge: Forge.optional(),
    /** Forge id or full name. */
    repository: z.string().max(512).optional(),
    ref: z.string().max(1024).optional(),
    limit: z.number().int().min(1).max(1000),
    cursor: Cursor.optional(),
  }),
  reply: z.object({
    items: z.array(CommitSummary),
    total: z.number().int().nonnegative(),
    nextCursor: Cursor.nullable(),
  }),
});

export const CommitDetail = CommitSummary.extend({ message: z.string(), truncated: z.boolean() });
export type CommitDetail = z.infer<typeof CommitDetail>;

/** Every commit with this SHA (or a prefix of at least seven digits): the same one can stand in several repositories. */
export const FindCommits = defineQuery({
  subject: 'query.ingestion.find-commits.v1',
  request: z.object({
    sha: z.string().regex(/^[0-9a-f]{7,64}$/),
    forge: Forge.optional(),
    repository: z.string().max(512).optional(),
  }),
  reply: z.object({ items: z.array(CommitDetail).max(100) }),
});
