import type { DecisionOutcome, InterventionState } from '@arbiter/contracts';

/** Somebody who wants to decide about a proposal. */
export interface Attempt {
  readonly state: InterventionState;
  readonly expiresAt: Date;
  readonly now: Date;
  /** Whom it is about, and who wants to decide. */
  readonly subject: string;
  readonly by: string;
  /** Everybody who leads the subject. */
  readonly leads: ReadonlySet<string>;
}

const DECIDED = new Set<InterventionState>(['accepted', 'modified', 'rejected', 'delivered']);
const OPEN = new Set<InterventionState>(['proposed', 'ambiguous']);

/**
 * Rule 11: a lead may, the subject never, and only while it is open. The order tells nobody more than they may know: who
 * may not decide does not learn how it stands.
 */
export function judgeAttempt({ state, expiresAt, now, subject, by, leads }: Attempt): DecisionOutcome['outcome'] {
  if (by === subject) return 'is-the-subject';
  if (!leads.has(by)) return 'not-a-lead';
  if (DECIDED.has(state)) return 'decided-before';
  if (state === 'expired' || (OPEN.has(state) && now >= expiresAt)) return 'expired';
  return OPEN.has(state) ? 'decided' : 'not-open';
}

/** A lead of somebody, and of what. */
export interface LeadOf {
  readonly scope: 'team' | 'department' | 'organization';
  readonly personId: string;
}

/** Everybody who may decide about a person: never the person. */
export const mayDecide = (leads: readonly LeadOf[], subject: string): ReadonlySet<string> =>
  new Set(leads.map(({ personId }) => personId).filter((id) => id !== subject));

/** Who is asked: the nearest leads that there are, the team's before the department's before the organisation's. */
export function askedOf(leads: readonly LeadOf[], subject: string): readonly string[] {
  for (const scope of ['team', 'department', 'organization'] as const) {
    const near = leads.filter((lead) => lead.scope === scope && lead.personId !== subject);
    if (near.length > 0) return [...new Set(near.map(({ personId }) => personId))].toSorted();
  }
  return [];
}
