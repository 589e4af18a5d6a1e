import type { PersonRef } from '@arbiter/contracts';

/** A time in a team or department. Null is open: from the beginning, until now. ISO 8601, UTC. */
export interface Membership {
  readonly team: string | null;
  readonly department: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

/**
 * Team and department at an instant: where somebody was when the work was done, so that history stays where it is when
 * people move on.
 */
export function membershipAt(
  memberships: readonly Membership[],
  instant: string,
): Pick<PersonRef, 'team' | 'department'> {
  const time = Date.parse(instant);
  const then = memberships.find(
    ({ from, until }) => (from === null || Date.parse(from) <= time) && (until === null || time < Date.parse(until)),
  );
  if (!then) return {};
  const { team, department } = then;
  return { ...(team !== null && { team }), ...(department !== null && { department }) };
}
