import { CountPeople, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { AttributionRepository } from '../persistence/attribution.repository.ts';

/** How many people stand behind commits. */
@Controller()
export class CountPeopleQueries {
  constructor(private readonly attributions: AttributionRepository) {}

  @Answers(CountPeople)
  count(request: RequestOf<typeof CountPeople>): Promise<ReplyOf<typeof CountPeople>> {
    return this.attributions.countPeople(request);
  }
}
