import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { By } from './people.queries.ts';

/** Who is meant: an e-mail address or the id that the operator's directory uses. */
export const PersonKey = z
  .object({ email: z.string().max(512).optional(), userId: z.string().max(255).optional() })
  .refine((key) => key.email !== undefined || key.userId !== undefined, 'give an email or a userId');
export type PersonKey = z.infer<typeof PersonKey>;

const membership = { team: z.string().max(128).optional(), department: z.string().max(128).optional() };
const Outcome = z.object({
  /** In the order of the request. */
  results: z.array(z.object({ personId: z.uuid(), created: z.boolean() })),
});

/** Says which Slack account somebody has. */
export const LinkSlackAccounts = defineQuery({
  subject: 'query.identity.link-slack-accounts.v1',
  request: z.object({
    links: z
      .array(z.object({ person: PersonKey, slackId: z.string().min(1).max(64), ...membership }))
      .min(1)
      .max(1000),
    by: By,
  }),
  reply: Outcome,
});

/** Says with which e-mail somebody commits. */
export const LinkGitEmails = defineQuery({
  subject: 'query.identity.link-git-emails.v1',
  request: z.object({
    links: z
      .array(z.object({ person: PersonKey, gitEmail: z.string().min(3).max(512), ...membership }))
      .min(1)
      .max(1000),
    by: By,
  }),
  reply: Outcome,
});

/** Who somebody might be, and why: the strongest first. Never more than a suggestion. */
export const Candidate = z.object({
  personId: z.uuid(),
  /** An account of theirs, so that a colleague recognises it and a stranger does not. */
  account: z.string(),
  /** In (0, 1). */
  score: z.number(),
  reasons: z.array(z.enum(['same-name', 'same-handle'])),
});
export type Candidate = z.infer<typeof Candidate>;

/** People whom nobody has named yet, most active first, with those they might be. Ids, counts and masked accounts only. */
export const ListUnmatched = defineQuery({
  subject: 'query.identity.list-unmatched.v1',
  request: z.object({ limit: z.number().int().min(1).max(1000) }),
  reply: z.object({
    items: z.array(
      z.object({
        personId: z.uuid(),
        account: z.string(),
        commits: z.number().int(),
        since: z.string(),
        candidates: z.array(Candidate).max(5).default([]),
      }),
    ),
    total: z.number().int(),
  }),
});
