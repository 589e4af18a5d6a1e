import { z } from 'zod';
import { type EventSubject, defineEvent } from '../core/event.ts';
import { auditJourney } from '../core/journey-key.ts';
import { SERVICES } from '../core/query.ts';
import { Instant } from '../vocabulary/forge.ts';

/**
 * Who did it, by an id that is no name: a person by their id, an operator by the fingerprint of the key that was used, a
 * service or one of its timers by its name.
 */
export const AuditActor = z.object({ kind: z.enum(['person', 'operator', 'service']), id: z.string().min(1).max(128) });
export type AuditActor = z.infer<typeof AuditActor>;

/** Small facts that explain an entry: ids, counts, states, scores. Never a name, an address, or words of a text. */
export const AuditDetails = z.record(
  z.string().max(64),
  z.union([z.string().max(256), z.number(), z.boolean(), z.null()]),
);
export type AuditDetails = z.infer<typeof AuditDetails>;

/** Something was done that has to be accounted for: who did what to whom, and why. */
export const AuditRecorded = z.object({
  /** The same for the same fact, so that telling it again adds nothing: `stableId(…)` of what was done. */
  entryId: z.uuid(),
  /** When it was done. */
  at: Instant,
  service: z.enum(SERVICES),
  actor: AuditActor,
  /** What was done, noun and past verb: `intervention.approved`, `person.looked-at`, `accounts.merged`. */
  action: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/),
  /** Whom it concerns; their access log shows it to them. */
  personId: z.uuid().optional(),
  /** What it was done to, if not to the person: `intervention`, `commitment`, `budget`, … */
  object: z.object({ kind: z.string().max(64), id: z.string().max(256) }).optional(),
  /** Why, in the actor's or the rule's words. Erased with the person that it concerns. */
  reason: z.string().max(1000).optional(),
  details: AuditDetails.optional(),
});
export type AuditRecorded = z.infer<typeof AuditRecorded>;

const subject: EventSubject = 'audit.entry.recorded.v1';

/** An entry for the audit log, which the admin app chains together. */
export const AuditRecordedEvent = defineEvent({
  subject,
  schema: AuditRecorded,
  key: ({ entryId }) => entryId,
  journeys: ({ entryId }) => [auditJourney(entryId)],
});
