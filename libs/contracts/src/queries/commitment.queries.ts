import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { Deadline, EvidenceRef, Risk } from '../events/commitment.ts';
import { Forge, Instant } from '../vocabulary/forge.ts';
import { WritingRef } from '../vocabulary/writing.ts';

const Count = z.number().int().nonnegative();
/** A person and everybody who turned out to be them. */
const PersonIds = z.array(z.uuid()).min(1).max(1000);

/** Where a promise stands. */
export const CommitmentState = z.enum(['open', 'kept', 'broken', 'withdrawn', 'superseded', 'expired', 'disputed']);
export type CommitmentState = z.infer<typeof CommitmentState>;

/** One step of a promise's life, with what shows it. */
export const CommitmentStep = z.object({
  revision: Count,
  kind: z.string().max(32),
  at: Instant,
  by: z.object({ kind: z.string(), id: z.string() }),
  reason: z.string(),
  evidence: z.array(EvidenceRef),
  risk: Risk.nullable(),
  deadline: Deadline.nullable(),
});

/** A promise as it stands, with its whole history: for the person who made it. */
export const CommitmentView = z.object({
  commitmentId: z.uuid(),
  source: WritingRef,
  quote: z.string(),
  what: z.string(),
  deadline: Deadline.nullable(),
  dueAt: Instant.nullable(),
  madeAt: Instant,
  confidence: z.number(),
  /** It waits for the person to say whether it is a promise at all. */
  ambiguous: z.boolean(),
  state: CommitmentState,
  risk: Risk.nullable(),
  steps: z.array(CommitmentStep),
});
export type CommitmentView = z.infer<typeof CommitmentView>;

/** Somebody's own promises, newest first. */
export const ListCommitments = defineQuery({
  subject: 'query.review.list-commitments.v1',
  request: z.object({
    personIds: PersonIds,
    state: CommitmentState.optional(),
    limit: z.number().int().min(1).max(200),
  }),
  reply: z.object({ items: z.array(CommitmentView), total: Count }),
});

/** One of somebody's own promises. Refuses with `commitment-not-found`. */
export const ShowCommitment = defineQuery({
  subject: 'query.review.show-commitment.v1',
  request: z.object({ personIds: PersonIds, commitmentId: z.uuid() }),
  reply: CommitmentView,
});

/** What a person says about a promise of theirs. */
export const CommitmentAction = z.discriminatedUnion('kind', [
  /** It was no promise, or what is said about it is wrong: it counts for nothing any more. */
  z.object({ kind: z.literal('dispute') }),
  /** It is taken back. */
  z.object({ kind: z.literal('withdraw') }),
  /** It holds for another time. */
  z.object({ kind: z.literal('renegotiate'), due: z.union([Instant, z.iso.date()]) }),
  /** Something else was promised. */
  z.object({ kind: z.literal('correct'), what: z.string().min(1).max(1000) }),
  /** It is a promise. */
  z.object({ kind: z.literal('confirm') }),
]);
export type CommitmentAction = z.infer<typeof CommitmentAction>;

/** Refuses with `commitment-not-found`, `commitment-ended`. */
export const ActOnCommitment = defineQuery({
  subject: 'query.review.act-on-commitment.v1',
  request: z.object({
    personIds: PersonIds,
    commitmentId: z.uuid(),
    action: CommitmentAction,
    reason: z.string().max(1000),
    by: z.object({ kind: z.enum(['person', 'operator']), id: z.string().max(128) }),
  }),
  reply: CommitmentView,
});

/** What a check-in says, held against what was done. */
export const TruthGap = z.object({
  gapDetected: z.boolean(),
  /** 1: the words are covered by what was done; 0: not at all. */
  truthScore: z.number().min(0).max(1),
  /** How far the words say that the work is; null where they do not say. */
  claimed: z.number().min(0).max(1).nullable(),
  /** Commits and merged changes of the person since the promise, and those that have to do with it. */
  workSince: Count,
  workOnIt: Count,
  explanation: z.string(),
});
export type TruthGap = z.infer<typeof TruthGap>;

/** Evaluates a check-in. The words are not stored; what they say of an open promise raises or lowers its risk. */
export const EvaluateCheckIn = defineQuery({
  subject: 'query.review.evaluate-check-in.v1',
  request: z.object({
    personIds: PersonIds,
    /** The promise in the person's words, or its id; absent: the one that is due next. */
    commitment: z.string().max(15_000).optional(),
    commitmentId: z.uuid().optional(),
    checkIn: z.string().max(15_000),
  }),
  reply: z.object({ commitmentId: z.uuid().nullable(), risk: Risk.nullable(), truthGap: TruthGap }),
});

/** Sums over promises. `due`: kept or broken; reliability is kept / due, null while nothing was due. */
export const PromiseSums = z.object({
  open: Count,
  kept: Count,
  broken: Count,
  withdrawn: Count,
  reliability: z.number().min(0).max(1).nullable(),
});
export type PromiseSums = z.infer<typeof PromiseSums>;

/** One person's figures: for that person, and for whom they allow. */
export const ReportOnPerson = defineQuery({
  subject: 'query.review.report-on-person.v1',
  request: z.object({ personIds: PersonIds }),
  reply: z.object({ sums: PromiseSums, openAtRisk: z.record(z.string(), Count) }),
});

/** Figures of a group; all null where fewer than five people, or what is left of another group, would show somebody. */
export const GroupReport = z.object({
  department: z.string(),
  people: Count.nullable(),
  sums: PromiseSums.nullable(),
  openAtRisk: z.record(z.string(), Count).nullable(),
  suppressed: z.boolean(),
});
export type GroupReport = z.infer<typeof GroupReport>;

/** Departments and the whole, with as much left out as it takes to show nobody. */
export const ReportOnOrganization = defineQuery({
  subject: 'query.review.report-on-organization.v1',
  request: z.object({}),
  reply: z.object({ organization: GroupReport, departments: z.array(GroupReport) }),
});

/** Lets somebody look at what is held about a person, or no longer. `viewer`: `operator`, or a person's id. */
export const AllowViewing = defineQuery({
  subject: 'query.review.allow-viewing.v1',
  request: z.object({ personIds: PersonIds, viewer: z.string().max(128), until: Instant.nullable() }),
  reply: z.object({}),
});

export const MayView = defineQuery({
  subject: 'query.review.may-view.v1',
  request: z.object({ personIds: PersonIds, viewer: z.string().max(128) }),
  reply: z.object({ allowed: z.boolean() }),
});

/** Who or what takes part: a person, a repository, or a channel of texts (`messages`, `comments`, `changes`, `commits`). */
export const Participant = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personIds: PersonIds }),
  z.object({ kind: z.literal('repository'), forge: Forge, repositoryId: z.string().min(1).max(32) }),
  z.object({ kind: z.literal('channel'), channel: z.enum(['commits', 'changes', 'comments', 'messages']) }),
]);
export type Participant = z.infer<typeof Participant>;

/**
 * `in`: texts are read for promises. `out`: not from now on. `left`: not from now on, and what was found is deleted.
 */
export const SetParticipation = defineQuery({
  subject: 'query.review.set-participation.v1',
  request: z.object({ participant: Participant, state: z.enum(['in', 'out', 'left']) }),
  reply: z.object({ state: z.enum(['in', 'out', 'left']), deleted: Count }),
});
