import {
  type CommitmentAtRisk,
  CommitmentAtRiskEvent,
  type CommitmentBroken,
  CommitmentBrokenEvent,
  type CommitmentKept,
  CommitmentKeptEvent,
  type CommitmentWithdrawn,
  CommitmentWithdrawnEvent,
} from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { atRisk, broken } from './danger.ts';
import { FollowDanger } from './follow-danger.ts';
import { FollowEnds } from './follow-ends.ts';

@Injectable()
export class PromiseHandler {
  constructor(
    private readonly followDanger: FollowDanger,
    private readonly followEnds: FollowEnds,
  ) {}

  @Consumes(CommitmentAtRiskEvent)
  handleAtRisk(events: readonly CommitmentAtRisk[]): Promise<void> {
    return this.followDanger.run(events.map(atRisk));
  }

  @Consumes(CommitmentBrokenEvent)
  handleBroken(events: readonly CommitmentBroken[]): Promise<void> {
    return this.followDanger.run(events.map(broken));
  }

  @Consumes(CommitmentKeptEvent)
  handleKept(events: readonly CommitmentKept[]): Promise<void> {
    return this.followEnds.kept(events);
  }

  @Consumes(CommitmentWithdrawnEvent)
  handleWithdrawn(events: readonly CommitmentWithdrawn[]): Promise<void> {
    return this.followEnds.withdrawn(events);
  }
}
