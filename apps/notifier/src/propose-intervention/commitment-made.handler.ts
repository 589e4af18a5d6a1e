import { type CommitmentMade, CommitmentMadeEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { ProposeIntervention } from './propose-intervention.ts';

@Injectable()
export class CommitmentMadeHandler {
  constructor(private readonly proposeIntervention: ProposeIntervention) {}

  @Consumes(CommitmentMadeEvent)
  handle(commitments: readonly CommitmentMade[]): Promise<void> {
    return this.proposeIntervention.run(commitments);
  }
}
