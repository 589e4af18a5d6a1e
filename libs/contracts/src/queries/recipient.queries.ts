import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { Channel, Decision, Excuse, SafetyCategory, Tone } from '../vocabulary/intervention.ts';
import { PersonAddress } from './contact.queries.ts';
import { DecisionOutcome } from './notifier.queries.ts';

/** A time of day, `HH:MM`. */
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'give a time like 18:30');
/** From the one day to the other, both included. */
const Days = z
  .object({ from: z.iso.date(), until: z.iso.date() })
  .refine(({ from, until }) => from <= until, 'until lies before from');

/** How somebody wants to be spoken to: theirs alone to say. */
export const Preferences = z.object({
  /** An IANA name: `Europe/Berlin`. Without one, the operator's default holds. */
  zone: z.string().max(64).optional(),
  /** BCP 47: `en`, `de-AT`. */
  language: z.string().max(35).optional(),
  /** In this order; an empty list leaves the inbox alone. Absent: whatever is set up, Slack first. */
  channels: z
    .array(Channel.exclude(['inbox']))
    .max(4)
    .optional(),
  /** Nothing is sent between these, in the recipient's zone. */
  quiet: z.object({ from: TimeOfDay, until: TimeOfDay }).optional(),
  /** Hours between two messages; what comes meanwhile is told together. 0: at once. */
  digestHours: z.number().min(0).max(168).optional(),
  leave: z.array(Days).max(50).optional(),
  /** An ISO 3166 code whose holidays count, with subdivision where that matters: `DE`, `DE-BY`. */
  holidays: z.string().max(8).optional(),
  /** Nothing is ever said to this person outside the inbox. */
  optOut: z.boolean().optional(),
  directness: z.enum(['low', 'medium', 'high']).optional(),
});
export type Preferences = z.infer<typeof Preferences>;

const known = z.object({ personId: z.uuid(), preferences: Preferences });

/** Refuses with `unknown-person`. */
export const ShowPreferences = defineQuery({
  subject: 'query.notifier.show-preferences.v1',
  request: z.object({ person: PersonAddress }),
  reply: known,
});

/** Changes what is given and leaves the rest. Refuses with `unknown-person`, `unknown-zone`. */
export const SetPreferences = defineQuery({
  subject: 'query.notifier.set-preferences.v1',
  request: z.object({ person: PersonAddress, preferences: Preferences }),
  reply: known,
});

const consent = z.object({
  personId: z.uuid(),
  /** Whether the nearest leads may hear of it when this person's own words sound like distress. Nobody may by default. */
  leadsMayKnow: z.boolean(),
});

/** Refuses with `unknown-person`. */
export const ShowConsent = defineQuery({
  subject: 'query.notifier.show-consent.v1',
  request: z.object({ person: PersonAddress }),
  reply: consent,
});

/** The person says so themselves, and can take it back at any time: nobody asks it for them. Refuses with `unknown-person`. */
export const SetConsent = defineQuery({
  subject: 'query.notifier.set-consent.v1',
  request: z.object({ person: PersonAddress, leadsMayKnow: z.boolean() }),
  reply: consent,
});

/** For whom somebody decides. `organization` has no name. */
export const LeadScope = z.object({
  type: z.enum(['team', 'department', 'organization']),
  name: z.string().max(128).default(''),
});
export type LeadScope = z.infer<typeof LeadScope>;
const Lead = z.object({ scope: LeadScope, personId: z.uuid() });

/** Who leads what. */
export const ListLeads = defineQuery({
  subject: 'query.notifier.list-leads.v1',
  request: z.object({}),
  reply: z.object({ items: z.array(Lead) }),
});

/** Replaces the leads of every scope that is named; a scope with an empty list has none afterwards. */
export const SetLeads = defineQuery({
  subject: 'query.notifier.set-leads.v1',
  request: z.object({
    leads: z
      .array(z.object({ scope: LeadScope, people: z.array(PersonAddress).max(100) }))
      .min(1)
      .max(500),
  }),
  reply: z.object({ items: z.array(Lead) }),
});

/** Rules of an industry or a department, more than the shipped ones. */
export const Guidance = z.object({
  /** Absent: for everybody. A department needs an industry. */
  industry: z.string().max(64).optional(),
  department: z.string().max(128).optional(),
  /** Made by a model: then it forces review until somebody has verified it. */
  generated: z.boolean().default(false),
  verified: z.boolean().default(false),
  maxTone: Tone.optional(),
  directness: z.enum(['low', 'medium', 'high']).optional(),
  /** Words that stop a message, that have to be said otherwise, and that are harmless here. */
  hardBlock: z.array(z.string().min(2).max(64)).max(200).default([]),
  unsafe: z.array(z.string().min(2).max(64)).max(200).default([]),
  exempt: z.array(z.string().min(2).max(64)).max(200).default([]),
});
export type Guidance = z.infer<typeof Guidance>;

export const ListGuidance = defineQuery({
  subject: 'query.notifier.list-guidance.v1',
  request: z.object({}),
  reply: z.object({ items: z.array(Guidance) }),
});

/** Writes the rules of one industry and department; they hold from the next message on. */
export const SetGuidance = defineQuery({
  subject: 'query.notifier.set-guidance.v1',
  request: z.object({ guidance: Guidance }),
  reply: Guidance,
});

/** What the safety supervisor says to a text, before and after its correction; nothing is stored. */
export const AuditText = defineQuery({
  subject: 'query.notifier.audit-text.v1',
  request: z.object({ text: z.string().max(15_000), department: z.string().max(128).optional() }),
  reply: z.object({
    category: SafetyCategory,
    hits: z.array(z.string()),
    confidence: z.number(),
    correction: z.object({ kind: z.enum(['surgical', 'full_rewrite']), text: z.string() }).nullable(),
  }),
});

/**
 * What a lead has done about a message, as CommitVigil's clients tell it. Of a proposal of ours that is open it is the
 * lead's decision; of anything else it is kept for whoever looks after the rules (`kept`).
 */
export const GiveSafetyFeedback = defineQuery({
  subject: 'query.notifier.give-safety-feedback.v1',
  request: z.object({
    interventionId: z.string().min(1).max(256),
    action: Decision,
    by: PersonAddress,
    text: z.string().max(4000).optional(),
    comment: z.string().max(2000).optional(),
  }),
  reply: z.object({ feedbackId: z.uuid(), outcome: DecisionOutcome.shape.outcome.or(z.literal('kept')) }),
});

/**
 * What a person's own check-in asks for. A legitimate reason gives time; a sign of distress makes everything gentle for a
 * while, and the words that help are for this person alone: they are answered here, or said in private, and stored nowhere.
 */
export const ConsiderCheckIn = defineQuery({
  subject: 'query.notifier.consider-check-in.v1',
  request: z.object({
    personId: z.uuid(),
    commitmentId: z.uuid().optional(),
    text: z.string().max(15_000),
    /** Somebody else sends it for them: then those words are said to the person in private, and not answered. */
    forThem: z.boolean().optional(),
  }),
  reply: z.object({ excuse: Excuse.nullable(), confidence: z.number(), message: z.string().nullable() }),
});
