import { z } from 'zod';
import type { JourneyKey } from '../core/journey-key.ts';
import { type ServiceName, defineQuery } from '../core/query.ts';
import { Instant } from '../vocabulary/forge.ts';
import { Trace } from '../vocabulary/trace.ts';
import { PersonAddress } from './contact.queries.ts';

const Count = z.number().int().nonnegative();
const PersonIds = z.array(z.uuid()).min(1).max(1000);

/** Something that a person wrote, and the delivery that brought it first. */
export const WritingTrace = z.object({
  journey: z.string().max(256) as z.ZodType<JourneyKey>,
  deliveryId: z.uuid().optional(),
});
export type WritingTrace = z.infer<typeof WritingTrace>;

/** A person with everything that they can be recognised by. */
export const PersonTraces = z.object({
  /** Theirs, and those of everybody who turned out to be them. */
  personIds: PersonIds,
  traces: z.array(Trace).max(1000),
});
export type PersonTraces = z.infer<typeof PersonTraces>;

/** Who is meant, with all ids and traces; null for whom nobody knows. */
export const FindTraces = defineQuery({
  subject: 'query.identity.find-traces.v1',
  request: z.object({ person: PersonAddress }),
  reply: z.object({ person: PersonTraces.nullable() }),
});

/** The people behind accounts that the traces name, and everybody who turned out to be them. */
export const FindPeopleByTraces = defineQuery({
  subject: 'query.identity.find-people-by-traces.v1',
  request: z.object({ traces: z.array(Trace).max(1000) }),
  reply: z.object({ personIds: z.array(z.uuid()).max(1000) }),
});

/** Further traces of somebody, found beside the known ones in what was delivered: names above all. */
export const DiscoverTraces = defineQuery({
  subject: 'query.gateway.discover-traces.v1',
  request: PersonTraces,
  reply: z.object({ traces: z.array(Trace).max(1000) }),
});

/** What somebody wrote, as far as it was read. Pages in the order of journeys. */
export const ListWritings = defineQuery({
  subject: 'query.review.list-writings.v1',
  request: z.object({
    personIds: PersonIds,
    after: z.string().max(256).optional(),
    limit: z.number().int().min(1).max(1000),
  }),
  reply: z.object({ items: z.array(WritingTrace) }),
});

/** The services that hold something of people, in the order in which they are asked: who they are is forgotten last. */
export const HOLDERS = [
  'gateway',
  'ingestion',
  'review',
  'notifier',
  'cost-accounting',
  'identity',
] as const satisfies readonly ServiceName[];
export type Holder = (typeof HOLDERS)[number];

const holders = <Query>(define: (service: Holder) => Query): Readonly<Record<Holder, Query>> =>
  Object.fromEntries(HOLDERS.map((service) => [service, define(service)])) as Record<Holder, Query>;

/** What was erased, by what it was; `waiting`: what cannot be erased yet, because it is still on its way. */
export const ErasureReceipt = z.object({ erased: z.record(z.string(), Count), waiting: Count });
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

/**
 * Erases what a service holds of somebody: their words, their names in the words of others, whatever only makes sense with
 * them. Asked again, it erases what has come since.
 */
export const ErasePerson = holders((service) =>
  defineQuery({
    subject: `query.${service}.erase-person.v1`,
    request: PersonTraces.extend({
      /** What they wrote, as far as it is known; asked about in several parts where it is much. */
      writings: z.array(WritingTrace).max(1000),
    }),
    reply: ErasureReceipt,
  }),
);

/** One thing that is held of somebody. */
export const PersonRecord = z.object({ kind: z.string().max(64), data: z.record(z.string(), z.unknown()) });
export type PersonRecord = z.infer<typeof PersonRecord>;

/** Everything that a service holds of somebody, a page at a time. */
export const ExportPerson = holders((service) =>
  defineQuery({
    subject: `query.${service}.export-person.v1`,
    request: PersonTraces.extend({ writings: z.array(WritingTrace).max(1000), after: z.string().max(512).optional() }),
    reply: z.object({ records: z.array(PersonRecord), next: z.string().nullable() }),
  }),
);

/** How far an erasure is. Traces of the person are kept until it is complete, and then no longer. */
export const ErasureView = z.object({
  erasureId: z.uuid(),
  personId: z.uuid(),
  state: z.enum(['running', 'complete']),
  requestedAt: Instant,
  completedAt: Instant.nullable(),
  /** By service, and for the streams: what was erased, in all passes. */
  receipts: z.record(z.string(), z.record(z.string(), Count)),
  /** What the last pass had to leave for the next one. */
  waiting: Count,
});
export type ErasureView = z.infer<typeof ErasureView>;

/** Begins an erasure, for good; the same person's running one goes on. Refuses with `person-not-found`. */
export const RequestErasure = defineQuery({
  subject: 'query.admin.request-erasure.v1',
  request: z.object({
    person: PersonAddress,
    /** Who asks, by the fingerprint of a key or a person's id. */
    by: z.string().min(1).max(128),
    reason: z.string().min(1).max(1000),
    /** Names that the person goes by, where nothing that is held says them. */
    names: z.array(z.string().min(2).max(256)).max(20),
  }),
  reply: ErasureView,
});

/** Refuses with `erasure-not-found`. */
export const ShowErasure = defineQuery({
  subject: 'query.admin.show-erasure.v1',
  request: z.object({ erasureId: z.uuid() }),
  reply: ErasureView,
});
