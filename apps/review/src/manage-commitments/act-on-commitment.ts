import type { ActOnCommitment as Query, CommitmentView, Deadline, RequestOf } from '@arbiter/contracts';
import { QueryFailed } from '@arbiter/messaging';
import { endOfDay } from '@arbiter/promises';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { AnnounceSteps } from '../follow-commitments/announce-steps.ts';
import { Clock } from '../follow-commitments/clock.ts';
import { dueOf } from '../follow-commitments/due.ts';
import { type Step, allows } from '../follow-commitments/life.ts';
import { patienceOf } from '../follow-commitments/patience.ts';
import { firstLook } from '../follow-commitments/turn-of-time.ts';
import type { StoredLife } from '../persistence/life-row.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import { OwnCommitmentsRepository } from '../persistence/own-commitments.repository.ts';
import type { Turn } from '../persistence/turn.repository.ts';
import { Zones } from '../read-writings/zones.ts';
import type { ReviewConfig } from '../review.config.ts';

type Request = RequestOf<typeof Query>;

const STEP = {
  dispute: 'disputed',
  withdraw: 'withdrawn',
  renegotiate: 'renegotiated',
  correct: 'corrected',
  confirm: 'confirmed',
} as const;

/** What people say about their own promises becomes a step of its life, like everything else. */
@Injectable()
export class ActOnCommitment {
  constructor(
    private readonly own: OwnCommitmentsRepository,
    private readonly lives: LifeRepository,
    private readonly announce: AnnounceSteps,
    private readonly clock: Clock,
    private readonly zones: Zones,
    @Inject(CONFIG) private readonly config: ReviewConfig,
  ) {}

  /** @throws QueryFailed for a promise that is not theirs, or that has come to its end */
  async run(request: Request): Promise<CommitmentView> {
    const { personIds, commitmentId, action } = request;
    const { state } = await this.show(personIds, commitmentId);
    if (!allows(state, STEP[action.kind])) throw new QueryFailed('commitment-ended', `It is ${state}.`, 409);
    const zone = action.kind === 'renegotiate' ? await this.zoneOf(personIds) : undefined;
    await this.lives.change([commitmentId], (life) => this.turn(life, request, zone));
    await this.announce.run([commitmentId]);
    return this.show(personIds, commitmentId);
  }

  /** @throws QueryFailed for a promise that is not theirs */
  async show(personIds: readonly string[], commitmentId: string): Promise<CommitmentView> {
    const {
      items: [found],
    } = await this.own.list(personIds, { id: commitmentId, limit: 1 });
    if (!found) throw new QueryFailed('commitment-not-found', 'There is no such commitment of this person.', 404);
    return found;
  }

  /** Where their working days end: under which of their ids they said so does not matter. */
  private async zoneOf(personIds: readonly string[]): Promise<string | undefined> {
    const zones = await Promise.all(personIds.map((id) => this.zones.of(id)));
    return zones.find((zone) => zone !== undefined);
  }

  private turn(life: StoredLife, { action, reason, by }: Request, zone: string | undefined): Turn {
    const now = this.clock.now();
    const kind = STEP[action.kind];
    const step: Step = {
      kind,
      fact: `${kind}/${String(life.revision + 1)}`,
      at: now.toISOString(),
      actor: by,
      reason: reason === '' ? 'In their own word.' : reason,
      evidence: [{ kind: 'statement', confidence: 1 }],
      ...(action.kind === 'renegotiate' && { deadline: deadlineOf(action.due, zone) }),
      ...(action.kind === 'correct' && { what: action.what }),
    };
    const dueAt = step.deadline === undefined ? life.dueAt : dueOf(step.deadline, life.writtenAt);
    const ambiguous = life.ambiguous && kind !== 'confirmed';
    return { steps: [step], nextAt: firstLook({ madeAt: now, dueAt, ambiguous }, now, patienceOf(this.config)) };
  }
}

function deadlineOf(due: string, zone: string | undefined): Deadline {
  if (due.includes('T')) return { text: due, at: due, granularity: 'time' };
  return { text: due, at: zone === undefined ? due : endOfDay(due, zone), granularity: 'day' };
}
