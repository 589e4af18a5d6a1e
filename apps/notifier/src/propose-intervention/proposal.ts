import type { Channel, CommitmentMade, InterventionProposed } from '@arbiter/contracts';
import { stableId } from '@arbiter/service';

/** An intervention as it is about to be proposed. */
export interface Proposal extends Omit<InterventionProposed, 'proposedAt'> {
  readonly personId: string | null;
  readonly quote: string;
  readonly what: string;
  readonly dueAt: string | null;
  readonly dueText: string | null;
}

/**
 * What to propose about a commitment. One that waits for a human to say whether it is one at all stands in the inbox and
 * is sent nowhere.
 */
export function proposalOf(commitment: CommitmentMade, outside: readonly Channel[]): Proposal {
  const { commitmentId, source, person, quote, what, deadline, ambiguous } = commitment;
  return {
    interventionId: stableId('intervention', commitmentId),
    commitmentId,
    source,
    reason: ambiguous ? 'promise-ambiguous' : 'promise-made',
    deliverTo: ambiguous ? ['inbox'] : ['inbox', ...outside],
    personId: person?.id ?? null,
    quote,
    what,
    dueAt: deadline?.at ?? null,
    dueText: deadline?.text ?? null,
  };
}
