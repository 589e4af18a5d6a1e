import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import type { StoredLife } from '../persistence/life-row.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import type { Turn } from '../persistence/turn.repository.ts';
import { WorkRepository } from '../persistence/work.repository.ts';
import type { ReviewConfig } from '../review.config.ts';
import { Clock } from './clock.ts';
import { allows } from './life.ts';
import { patienceOf } from './patience.ts';
import { riskAt } from './risk.ts';
import { type Known, isOther, notTakenBack, reversalOf, standingOf, stepBy } from './standing.ts';
import { superseded } from './supersede.ts';
import { type Patience, firstLook } from './turn-of-time.ts';
import type { Work } from './work.ts';

/**
 * Decides where promises stand by all that is known, and writes down what differs from where they stood. It may be asked at any
 * time and again: what is known decides, not who asks or why.
 */
@Injectable()
export class SettlePromises {
  constructor(
    private readonly lives: LifeRepository,
    private readonly works: WorkRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /** Answers the ids of those that changed. */
  async run(ids: readonly string[]): Promise<string[]> {
    const [now, patience] = [this.clock.now(), patienceOf(this.config)];
    return this.lives.settle(ids, async (lives, statements) => {
      const works = await this.works.candidatesFor(lives, statements);
      const known: Known = {
        works,
        reversals: await this.works.reversalsOf(works, statements),
        promises: await this.lives.besides(lives, statements),
      };
      return (life) => turnBy(life, known, now, patience);
    });
  }
}

/** What has to be written down so that the promise stands where it stands by all that is known. */
function turnBy(life: StoredLife, known: Known, now: Date, patience: Patience): Turn {
  const standing = standingOf(life, known, patience);
  if (standing.kind === 'kept') {
    if (life.state !== 'kept') return { steps: [stepBy('kept', life, standing.evidence)] };
    return isOther(life.keptBy, standing.evidence)
      ? { steps: [stepBy('supported', life, standing.evidence)] }
      : NOTHING;
  }
  if (isJudged(life, known)) return NOTHING;
  if (standing.kind === 'superseded') {
    return life.state === 'superseded' ? NOTHING : { steps: [superseded(life, standing.later)] };
  }
  return allows(life.state, 'reopened') && !isFromBefore(life)
    ? reopened(life, known.reversals, now, patience)
    : NOTHING;
}

const NOTHING: Turn = { steps: [] };

/** What a judge found holds as long as the work does: rules cannot see it again. */
const isJudged = ({ state, keptBy, owner }: StoredLife, { works, reversals }: Known): boolean => {
  if (state !== 'kept' || keptBy?.kind !== 'judge') return false;
  const work = works.find(({ journey }) => journey === keptBy.journey);
  return work?.personId === owner && notTakenBack(reversals)(work);
};

/** It was kept before anybody wrote down by what: nothing can be said about that any more. */
const isFromBefore = ({ state, keptBy }: StoredLife): boolean => state === 'kept' && keptBy === null;

function reopened(life: StoredLife, reversals: readonly Work[], now: Date, patience: Patience): Turn {
  const by = reversalOf(life, reversals);
  const { madeAt, dueAt, truthGap } = life;
  const pressure = dueAt && { madeAt: madeAt.getTime(), dueAt: dueAt.getTime(), truthGap };
  return {
    steps: [
      {
        kind: 'reopened',
        fact: `reopened/${String(life.revision + 1)}`,
        at: (by?.doneAt ?? now).toISOString(),
        actor: { kind: 'service', id: 'review' },
        reason: by ? 'What had kept it was taken back.' : "What had ended it turned out to be somebody else's.",
        evidence: [by ? { kind: 'revert', source: by.source, confidence: 1 } : { kind: 'statement', confidence: 1 }],
        risk: pressure ? riskAt(now.getTime(), pressure) : { level: 'low', score: 0 },
      },
    ],
    nextAt: firstLook(life, now, patience),
  };
}
