import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { CommitmentRepository } from '../persistence/commitment.repository.ts';
import type { StoredLife } from '../persistence/life-row.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import type { Turn } from '../persistence/turn.repository.ts';
import { WorkRepository } from '../persistence/work.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { AnnounceSteps } from './announce-steps.ts';
import { Clock } from './clock.ts';
import { type Work, bestEvidence } from './evidence.ts';
import { patienceOf } from './patience.ts';
import { type Seen, lifeOf, workOf } from './seen.ts';
import { saysAgain, superseded } from './supersede.ts';

/**
 * Follows promises through what is written and done later. Which of the two becomes known first does not matter: new work
 * is held against open promises, and new promises against the work that is known.
 */
@Injectable()
export class FollowCommitments {
  constructor(
    private readonly commitments: CommitmentRepository,
    private readonly lives: LifeRepository,
    private readonly works: WorkRepository,
    private readonly announce: AnnounceSteps,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /** Takes note of texts that were read; tells which promises they keep, or take the place of. */
  async run(seen: readonly Seen[]): Promise<void> {
    const works = seen.flatMap((one) => workOf(one) ?? []);
    await this.works.add(works);
    const begun = await this.begin(seen);
    const affected = [...new Set([...begun, ...(await this.lives.openFor(works))])];
    if (affected.length === 0) return;
    const lives = await this.lives.find(affected);
    const fresh = lives.filter(({ id }) => begun.includes(id));
    await this.keep(lives, [...works, ...(await this.works.candidatesFor(fresh))]);
    const replaced = await this.supersede(fresh);
    await this.announce.run([...affected, ...replaced]);
  }

  /** Begins the lives of the promises in the texts; answers all of them, also those that had begun before. */
  private async begin(seen: readonly Seen[]): Promise<string[]> {
    const about = new Map(
      seen.flatMap(({ text, analysis, about: refs }) =>
        analysis.commitmentIds.map((id) => [id, { journey: text.journey, refs: refs ?? [] }] as const),
      ),
    );
    const made = await this.commitments.find([...about.keys()]);
    const [now, patience] = [this.clock.now(), patienceOf(this.config)];
    await this.lives.begin(made.map((one) => lifeOf(one, about.get(one.commitmentId)?.refs ?? [], now, patience)));
    return made.map(({ commitmentId }) => commitmentId);
  }

  private async keep(lives: readonly StoredLife[], works: readonly Work[]): Promise<void> {
    const kept = lives.filter((life) => bestEvidence(life, works) !== undefined).map(({ id }) => id);
    await this.lives.change(kept, (life) => keptBy(life, works));
  }

  /** Answers the ids of the promises that others took the place of. */
  private async supersede(fresh: readonly StoredLife[]): Promise<string[]> {
    const open = await this.lives.openOf([...new Set(fresh.flatMap(({ person }) => person?.id ?? []))]);
    const replaced = new Map(
      fresh.flatMap((later) =>
        open.filter((earlier) => saysAgain(earlier, later)).map((earlier) => [earlier.id, later] as const),
      ),
    );
    return this.lives.change([...replaced.keys()], ({ id }) => {
      const later = replaced.get(id);
      return later ? superseded(later) : { steps: [] };
    });
  }
}

function keptBy(life: StoredLife, works: readonly Work[]): Turn {
  const best = bestEvidence(life, works);
  if (best === undefined) return { steps: [] };
  const {
    finding: { reason, ...evidence },
    work,
  } = best;
  return {
    steps: [
      {
        kind: 'kept',
        fact: `kept/${work.journey}`,
        at: work.doneAt.toISOString(),
        actor: { kind: 'service', id: 'review' },
        reason,
        evidence: [evidence],
      },
    ],
  };
}
