import type { CommitmentAtRisk, CommitmentBroken, InterventionReason } from '@arbiter/contracts';
import { stableId } from '@arbiter/service';

/** A promise in danger, or broken: what both events say. */
export interface Danger extends Omit<CommitmentAtRisk, 'evidence'> {
  readonly reason: Extract<InterventionReason, 'promise-at-risk' | 'promise-broken'>;
  /** What is proposed once: `at-risk/3`. */
  readonly occasion: string;
}

export const atRisk = (event: CommitmentAtRisk): Danger => ({
  ...event,
  reason: 'promise-at-risk',
  occasion: `at-risk/${String(event.revision)}`,
});

export const broken = (event: CommitmentBroken): Danger => ({
  ...event,
  reason: 'promise-broken',
  occasion: `broken/${String(event.revision)}`,
});

/** An intervention's id: the same for the same occasion, whoever makes it. */
export const followUpId = (commitmentId: string, occasion: string): string =>
  stableId('intervention', commitmentId, occasion);
