import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { Forge } from '../vocabulary/forge.ts';

/** Who asks: the fingerprint of the operator's key, for the audit log. */
export const By = z.string().min(1).max(128).optional();

/** Says that one person is another one. Changes nothing if they are one already. */
export const MergePeople = defineQuery({
  subject: 'query.identity.merge-people.v1',
  request: z.object({
    personId: z.uuid(),
    intoId: z.uuid(),
    /** Whoever asks knows that it makes one person of a crowd. */
    confirm: z.boolean().default(false),
    by: By,
  }),
  reply: z.object({ changed: z.boolean() }),
});

/** Takes back that somebody counts as another person. */
export const PartPerson = defineQuery({
  subject: 'query.identity.part-person.v1',
  request: z.object({ personId: z.uuid(), by: By }),
  reply: z.object({ fromId: z.uuid() }),
});

/** Turns a candidate down: they are not suggested for this person again. */
export const RejectCandidate = defineQuery({
  subject: 'query.identity.reject-candidate.v1',
  request: z.object({ personId: z.uuid(), candidateId: z.uuid() }),
  reply: z.object({}),
});

/** An account as an operator names it. On a forge the numeric id, or `@login`. */
export const AccountKey = z.object({
  kind: z.enum(['email', 'github', 'gitlab', 'slack', 'directory']),
  value: z.string().min(1).max(512),
});
export type AccountKey = z.infer<typeof AccountKey>;

/** Says whose an account is. */
export const LinkAccount = defineQuery({
  subject: 'query.identity.link-account.v1',
  request: z.object({ personId: z.uuid(), account: AccountKey, by: By }),
  reply: z.object({ changed: z.boolean() }),
});

/** Takes back that an account is somebody's: it stands for itself again. */
export const UnlinkAccount = defineQuery({
  subject: 'query.identity.unlink-account.v1',
  request: z.object({ account: AccountKey, by: By }),
  reply: z.object({ changed: z.boolean() }),
});

/** The `.mailmap` of a repository as it is now; an empty one takes it away. Base64: its bytes are of any encoding. */
export const ApplyMailmap = defineQuery({
  subject: 'query.identity.apply-mailmap.v1',
  request: z.object({
    forge: Forge,
    repositoryId: z.string().min(1).max(32),
    mailmap: z.base64().max(700_000),
    by: By,
  }),
  reply: z.object({
    /** Pairs of addresses that it names. */
    pairs: z.number().int(),
    matched: z.number().int(),
    /** Pairs that were left alone, by why: they wait for the operator's word. */
    left: z.record(z.string(), z.number().int()),
  }),
});
