import {
  CommitmentAtRiskEvent,
  CommitmentBrokenEvent,
  CommitmentKeptEvent,
  CommitmentWithdrawnEvent,
} from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { LifeRepository, type UntoldStep } from '../persistence/life.repository.ts';

const AT_ONCE = 200;
/** Steps after which a promise is open, in the danger that the step says: in little, once it is open again or has a new date. */
const OPEN = ['at-risk', 'reopened', 'renegotiated'] as const;
const ENDS = ['withdrawn', 'superseded', 'expired', 'disputed'] as const;
type End = (typeof ENDS)[number];

/**
 * Tells what became of promises. A step is written down as untold, told, and then marked: whatever fails in between is told
 * again, under the same id.
 */
@Injectable()
export class AnnounceSteps {
  constructor(
    private readonly lives: LifeRepository,
    private readonly events: Events,
  ) {}

  /** Tells the steps of these promises that nobody was told of, or of all. */
  async run(ids?: readonly string[]): Promise<void> {
    if (ids?.length === 0) return;
    for (;;) {
      const steps = await this.lives.untold(ids, AT_ONCE);
      await this.events.publishAll(
        CommitmentAtRiskEvent,
        steps.filter(({ kind }) => OPEN.some((open) => open === kind)).map(inDanger),
      );
      await this.events.publishAll(CommitmentKeptEvent, steps.filter(is('kept')).map(withEvidence));
      await this.events.publishAll(CommitmentBrokenEvent, steps.filter(is('broken')).map(inDanger));
      const ended = steps.flatMap((step) => ENDS.filter((end) => end === step.kind).map((end) => withdrawn(step, end)));
      await this.events.publishAll(CommitmentWithdrawnEvent, ended);
      if (steps.length > 0) await this.lives.markTold(steps);
      if (steps.length < AT_ONCE) return;
    }
  }
}

const is = (kind: UntoldStep['kind']) => (step: UntoldStep) => step.kind === kind;

const stepOf = ({ id, revision, at, life }: UntoldStep) => ({
  commitmentId: id,
  source: life.source,
  ...(life.person && { person: life.person }),
  revision,
  quote: life.quote,
  what: life.what,
  deadline: life.deadline,
  at: at.toISOString(),
});

const withEvidence = (step: UntoldStep) => ({ ...stepOf(step), evidence: [...step.evidence] });

const inDanger = (step: UntoldStep) => ({
  ...withEvidence(step),
  risk: step.risk ?? { level: 'low' as const, score: 0 },
  confidence: step.life.confidence,
});

const withdrawn = (step: UntoldStep, reason: End) => ({ ...withEvidence(step), reason });
