import { type InterventionDecided, InterventionDecidedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { RestoreCommitments } from './restore-commitments.ts';

@Injectable()
export class InterventionDecidedHandler {
  constructor(private readonly restoreCommitments: RestoreCommitments) {}

  @Consumes(InterventionDecidedEvent)
  handle(decided: readonly InterventionDecided[]): Promise<void> {
    return this.restoreCommitments.run(decided);
  }
}
