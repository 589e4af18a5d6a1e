import type { InterventionDecided } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { AnnounceSteps } from '../follow-commitments/announce-steps.ts';
import type { StoredLife } from '../persistence/life-row.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import type { Turn } from '../persistence/turn.repository.ts';

/** Gives back what a failure took that was none: the promise counts as disputed from then on, and not as broken. */
@Injectable()
export class RestoreCommitments {
  constructor(
    private readonly lives: LifeRepository,
    private readonly announce: AnnounceSteps,
  ) {}

  async run(decided: readonly InterventionDecided[]): Promise<void> {
    const mistaken = new Map(decided.flatMap((one) => (one.mistaken ? [[one.commitmentId, one] as const] : [])));
    if (mistaken.size === 0) return;
    const ids = [...mistaken.keys()];
    await this.lives.change(ids, (life) => restored(life, mistaken.get(life.id)));
    await this.announce.run(ids);
  }
}

function restored({ state }: StoredLife, decided: InterventionDecided | undefined): Turn {
  if (state !== 'broken' || decided === undefined) return { steps: [] };
  const { interventionId, decidedAt, decidedBy } = decided;
  return {
    steps: [
      {
        kind: 'disputed',
        fact: `mistaken/${interventionId}`,
        at: decidedAt,
        actor: { kind: 'person', id: decidedBy },
        reason: 'A lead says that it was not broken.',
        evidence: [{ kind: 'statement', confidence: 1 }],
      },
    ],
  };
}
