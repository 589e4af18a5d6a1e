import { ListInbox, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { InterventionRepository } from '../persistence/intervention.repository.ts';

/** The in-app inbox, which is always on. */
@Controller()
export class ListInboxQueries {
  constructor(private readonly interventions: InterventionRepository) {}

  @Answers(ListInbox)
  list(request: RequestOf<typeof ListInbox>): Promise<ReplyOf<typeof ListInbox>> {
    return this.interventions.inbox(request);
  }
}
