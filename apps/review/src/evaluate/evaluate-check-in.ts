import type { EvaluateCheckIn as Query, ReplyOf, RequestOf } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { AnnounceSteps } from '../follow-commitments/announce-steps.ts';
import { Clock } from '../follow-commitments/clock.ts';
import { evidenceOf } from '../follow-commitments/evidence.ts';
import { riskAt } from '../follow-commitments/risk.ts';
import type { Work } from '../follow-commitments/work.ts';
import { tellingWords } from '../follow-commitments/words.ts';
import type { StoredLife } from '../persistence/life-row.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import { WorkRepository } from '../persistence/work.repository.ts';
import { claimedIn } from './claim.ts';
import { truthGapOf } from './truth-gap.ts';

/** Telling words that work and promise have in common at least, to have to do with each other. */
const RELATED = 2;

/** Holds what a person says about a promise against what they did. The words are used here, and not stored. */
@Injectable()
export class EvaluateCheckIn {
  constructor(
    private readonly lives: LifeRepository,
    private readonly works: WorkRepository,
    private readonly announce: AnnounceSteps,
    private readonly clock: Clock,
  ) {}

  async run(request: RequestOf<typeof Query>): Promise<ReplyOf<typeof Query>> {
    const claimed = claimedIn(request.checkIn);
    const life = meant(await this.lives.openOf(request.personIds), request);
    if (life === undefined) {
      return {
        commitmentId: null,
        risk: null,
        truthGap: truthGapOf(claimed, { workSince: 0, workOnIt: 0, kept: false }),
      };
    }
    const works = (await this.works.relatedTo(life)).filter(({ doneAt }) => doneAt > life.madeAt);
    const workSince = life.owner === null ? 0 : await this.works.countSince(life.owner, life.madeAt);
    const workOnIt = works.filter((work) => isRelated(life, work)).length;
    const truthGap = truthGapOf(claimed, { workSince, workOnIt, kept: false });
    await this.lives.change([life.id], () => ({ steps: [], truthGap: truthGap.gapDetected, nextAt: this.clock.now() }));
    await this.announce.run([life.id]);
    return { commitmentId: life.id, risk: this.riskOf(life, truthGap.gapDetected), truthGap };
  }

  private riskOf({ madeAt, dueAt }: StoredLife, truthGap: boolean): ReturnType<typeof riskAt> {
    const due = dueAt?.getTime() ?? Infinity;
    if (due === Infinity) return truthGap ? { level: 'medium', score: 0.35 } : { level: 'low', score: 0 };
    return riskAt(this.clock.now().getTime(), { madeAt: madeAt.getTime(), dueAt: due, truthGap });
  }
}

/** The promise that is named, or is told in nearly the same words; else the one that is due next. */
function meant(
  open: readonly StoredLife[],
  { commitmentId, commitment }: RequestOf<typeof Query>,
): StoredLife | undefined {
  if (commitmentId !== undefined) return open.find(({ id }) => id === commitmentId);
  const words = tellingWords(commitment ?? '');
  const shared = (life: StoredLife) => life.words.filter((word) => words.includes(word)).length;
  const named = open.filter((life) => shared(life) > 0).toSorted((one, other) => shared(other) - shared(one));
  const byDue = open.toSorted(
    (one, other) => (one.dueAt?.getTime() ?? Infinity) - (other.dueAt?.getTime() ?? Infinity),
  );
  return named[0] ?? (words.length === 0 ? byDue[0] : undefined);
}

const isRelated = (life: StoredLife, work: Work): boolean =>
  evidenceOf(life, work) !== undefined || life.words.filter((word) => work.words.includes(word)).length >= RELATED;
