import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { AuditRecorded } from '../events/audit.ts';

const Seq = z.number().int().positive();
/** SHA-256, hex. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A place in the audit log: whoever notes one down can show later that nothing before it was changed. */
export const AuditAnchor = z.object({ seq: Seq, hash: Hash });
export type AuditAnchor = z.infer<typeof AuditAnchor>;

/** An entry of the audit log with its place in the chain. `erased`: its reason and details were erased with a person. */
export const AuditItem = AuditRecorded.extend({ ...AuditAnchor.shape, erased: z.boolean() });
export type AuditItem = z.infer<typeof AuditItem>;

/** Entries, newest first. */
export const ListAudit = defineQuery({
  subject: 'query.admin.list-audit.v1',
  request: z.object({
    /** Only what concerns this person. */
    personId: z.uuid().optional(),
    /** Only this action: `person.looked-at`. */
    action: z.string().max(128).optional(),
    limit: z.number().int().min(1).max(1000),
    /** Only entries before this one: the page's `next`. */
    before: Seq.optional(),
  }),
  reply: z.object({ items: z.array(AuditItem), next: Seq.nullable() }),
});

/** What can be wrong with the chain, and at which entry it shows first. */
export const AuditFault = z.object({
  seq: Seq,
  /**
   * `missing`: an entry is gone; `changed`: its content is not what was recorded; `unlinked`: it does not follow the entry
   * before; `unaccounted`: content was erased that no recorded erasure names; `rewritten`: the anchor stands there no more.
   */
  kind: z.enum(['missing', 'changed', 'unlinked', 'unaccounted', 'rewritten']),
});
export type AuditFault = z.infer<typeof AuditFault>;

/** Walks the whole chain. With an anchor of an earlier time also a log that was rewritten as a whole is found out. */
export const VerifyAudit = defineQuery({
  subject: 'query.admin.verify-audit.v1',
  request: z.object({ anchor: AuditAnchor.optional() }),
  reply: z.object({
    intact: z.boolean(),
    entries: z.number().int().nonnegative(),
    /** Entries whose reason and details were erased with a person; their place in the chain still holds. */
    erased: z.number().int().nonnegative(),
    head: AuditAnchor.nullable(),
    fault: AuditFault.nullable(),
  }),
});
