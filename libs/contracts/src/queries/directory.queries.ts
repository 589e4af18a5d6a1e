import { z } from 'zod';
import { defineQuery } from '../core/query.ts';

/** One person as a directory tells of them. */
export const DirectoryEntry = z.object({
  /** Unique in the directory, without regard to case. */
  userName: z.string().min(1).max(255),
  displayName: z.string().max(255).optional(),
  /** The first one names the person. */
  emails: z.array(z.string().max(512)).max(50),
  team: z.string().min(1).max(128).optional(),
  department: z.string().min(1).max(128).optional(),
  slackId: z.string().min(1).max(64).optional(),
  /** Numeric id, or `@login`. */
  github: z.string().min(1).max(255).optional(),
  gitlab: z.string().min(1).max(255).optional(),
  active: z.boolean().default(true),
});
export type DirectoryEntry = z.infer<typeof DirectoryEntry>;

/** What a visit of a directory did, or would do. */
export const DirectoryChanges = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  deactivated: z.number().int(),
  unchanged: z.number().int(),
  /** Entries that could not be taken as they are: where, and why. No names, no addresses. */
  conflicts: z.array(z.object({ index: z.number().int(), reason: z.string() })).max(1000),
  /** Nothing was done, because too many would have been put out: say so if you mean it. */
  stopped: z.boolean(),
});
export type DirectoryChanges = z.infer<typeof DirectoryChanges>;

/** Takes people from a list. */
export const ImportPeople = defineQuery({
  subject: 'query.identity.import-people.v1',
  request: z.object({
    entries: z.array(DirectoryEntry).max(1000),
    /** Only say what would be done. */
    dryRun: z.boolean(),
  }),
  reply: DirectoryChanges,
});

/** Visits a directory that the installation polls. */
export const VisitDirectory = defineQuery({
  subject: 'query.identity.visit-directory.v1',
  request: z.object({
    source: z.enum(['ldap', 'google']),
    dryRun: z.boolean(),
    /** Whoever asks knows that many people leave. */
    confirm: z.boolean(),
  }),
  reply: DirectoryChanges,
});

/** How the last visits of directories ended. */
export const ListDirectories = defineQuery({
  subject: 'query.identity.list-directories.v1',
  request: z.object({}),
  reply: z.object({
    items: z.array(
      z.object({
        source: z.string(),
        people: z.number().int(),
        active: z.number().int(),
        lastVisit: z
          .object({
            at: z.string(),
            outcome: z.enum(['done', 'stopped']),
            found: z.number().int(),
            leaving: z.number().int(),
          })
          .optional(),
      }),
    ),
  }),
});

/** A request of a SCIM client (RFC 7644) that may come in, and its answer. */
export const AnswerScim = defineQuery({
  subject: 'query.identity.answer-scim.v1',
  request: z.object({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    /** Below the base, decoded: `['Users', '2819c223-…']`. */
    path: z.array(z.string().max(256)).max(4),
    query: z.record(z.string(), z.string()),
    /** The document that came; absent where none did. */
    body: z.unknown().optional(),
    ifMatch: z.string().max(256).optional(),
    ifNoneMatch: z.string().max(256).optional(),
    /** What resources are addressed by: `https://arbiter.example.org/scim/v2`. */
    baseUrl: z.string().max(512),
  }),
  reply: z.object({
    status: z.number().int(),
    body: z.unknown().optional(),
    location: z.string().optional(),
    etag: z.string().optional(),
  }),
});
