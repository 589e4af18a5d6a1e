import { type CommitsIngested, CommitsIngestedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { AttributeCommits } from './attribute-commits.ts';

@Injectable()
export class CommitsIngestedHandler {
  constructor(private readonly attributeCommits: AttributeCommits) {}

  @Consumes(CommitsIngestedEvent)
  handle(events: readonly CommitsIngested[]): Promise<void> {
    return this.attributeCommits.run(events);
  }
}
