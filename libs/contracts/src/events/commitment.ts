import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { PersonRef } from '../vocabulary/attribution.ts';
import { Instant } from '../vocabulary/forge.ts';
import { WritingRef, journeyOfWriting } from '../vocabulary/writing.ts';

/** By when: an instant or a day where one can be said, else the event's own words ("in the next PR"). */
export const Deadline = z.object({
  /** The words it was read from. */
  text: z.string().max(256),
  at: z.union([Instant, z.iso.date()]).nullable(),
  granularity: z.enum(['time', 'day', 'week', 'month', 'quarter', 'event']),
  event: z.string().max(256).optional(),
});
export type Deadline = z.infer<typeof Deadline>;

/** Somebody promised something. Who, what, by when, and exactly where it stands. */
export const CommitmentMade = z.object({
  commitmentId: z.uuid(),
  source: WritingRef,
  person: PersonRef.optional(),
  /** UTF-16 offsets into the source's text, end exclusive. */
  span: z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive() }),
  /** The words of the span. */
  quote: z.string().max(2000),
  /** What was promised, in few words. */
  what: z.string().max(1000),
  deadline: Deadline.nullable(),
  confidence: z.number().min(0).max(1),
  /** Waits for a human: below the confidence that is asked for, or no object, or somebody else's promise. */
  ambiguous: z.boolean(),
  madeAt: Instant,
});
export type CommitmentMade = z.infer<typeof CommitmentMade>;

export const CommitmentMadeEvent = defineEvent({
  subject: 'review.commitment.made.v1',
  schema: CommitmentMade,
  key: (commitment) => commitment.commitmentId,
  journeys: (commitment) => [journeyOfWriting(commitment.source)],
});

/** How much a promise is in danger, and how sure that is: the score grows with slippage and with what contradicts it. */
export const RiskLevel = z.enum(['low', 'medium', 'high', 'critical']);
export type RiskLevel = z.infer<typeof RiskLevel>;
export const Risk = z.object({ level: RiskLevel, score: z.number().min(0).max(1) });
export type Risk = z.infer<typeof Risk>;

/**
 * Where it can be seen that a promise was kept, broken or taken back, and by which rule. Strongest kinds first; `revert` shows
 * that what had kept it is taken back.
 */
export const EvidenceRef = z.object({
  kind: z.enum([
    'reference',
    'issue',
    'debt-removed',
    'same-files',
    'similarity',
    'judge',
    'revert',
    'statement',
    'clock',
  ]),
  /** The text or commit that shows it; absent where it is the clock or the person's own word. */
  source: WritingRef.optional(),
  /** The file that shows it, and the line in the old file where something was taken out. */
  path: z.string().max(1024).optional(),
  line: z.number().int().positive().optional(),
  /** What a judge quotes, word by word; of the promise's own author. */
  quote: z.string().max(300).optional(),
  confidence: z.number().min(0).max(1),
});
export type EvidenceRef = z.infer<typeof EvidenceRef>;

/** One step in a promise's life. It says all that a receiver needs who has not heard of the promise before. */
const Step = z.object({
  commitmentId: z.uuid(),
  /** Where the promise stands. */
  source: WritingRef,
  person: PersonRef.optional(),
  /** Counts the steps of this promise, 0 for `made`: what has a lower one is older, whatever arrives first. */
  revision: z.number().int().positive(),
  quote: z.string().max(2000),
  what: z.string().max(1000),
  /** As it holds now: a promise may have been renegotiated. */
  deadline: Deadline.nullable(),
  at: Instant,
});
const stepOf = {
  key: ({ commitmentId, revision }: z.infer<typeof Step>) => `${commitmentId}/${String(revision)}`,
  journeys: ({ source }: z.infer<typeof Step>) => [journeyOfWriting(source)],
};

/**
 * A promise is open, and in this danger: told once for each rise. A fall is told only where the promise was renegotiated, or is
 * open again; what was to be said about the danger before does not hold any more.
 */
export const CommitmentAtRisk = Step.extend({
  risk: Risk,
  /** Below 0.75 a human has to judge first. */
  confidence: z.number().min(0).max(1),
  /** What speaks for the danger. */
  evidence: z.array(EvidenceRef).max(16),
});
export type CommitmentAtRisk = z.infer<typeof CommitmentAtRisk>;
export const CommitmentAtRiskEvent = defineEvent({
  subject: 'review.commitment.at-risk.v1',
  schema: CommitmentAtRisk,
  ...stepOf,
});

/** A promise was kept; there is always something that shows it. */
export const CommitmentKept = Step.extend({ evidence: z.array(EvidenceRef).min(1).max(16) });
export type CommitmentKept = z.infer<typeof CommitmentKept>;
export const CommitmentKeptEvent = defineEvent({
  subject: 'review.commitment.kept.v1',
  schema: CommitmentKept,
  ...stepOf,
});

/** A promise was not kept in time. */
export const CommitmentBroken = Step.extend({
  risk: Risk,
  confidence: z.number().min(0).max(1),
  evidence: z.array(EvidenceRef).max(16),
});
export type CommitmentBroken = z.infer<typeof CommitmentBroken>;
export const CommitmentBrokenEvent = defineEvent({
  subject: 'review.commitment.broken.v1',
  schema: CommitmentBroken,
  ...stepOf,
});

/** Nobody owes it any more: taken back, replaced, run out, or it was never a promise. */
export const CommitmentWithdrawn = Step.extend({
  reason: z.enum(['withdrawn', 'superseded', 'expired', 'disputed']),
  evidence: z.array(EvidenceRef).max(16),
});
export type CommitmentWithdrawn = z.infer<typeof CommitmentWithdrawn>;
export const CommitmentWithdrawnEvent = defineEvent({
  subject: 'review.commitment.withdrawn.v1',
  schema: CommitmentWithdrawn,
  ...stepOf,
});
