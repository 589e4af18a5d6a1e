import { MergePeople, PartPerson, RejectCandidate, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { MatchPeople } from './match-people.ts';

/** What the operator says about who is who. */
@Controller()
export class MatchPeopleQueries {
  constructor(private readonly matchPeople: MatchPeople) {}

  @Answers(MergePeople)
  merge(request: RequestOf<typeof MergePeople>): Promise<ReplyOf<typeof MergePeople>> {
    return this.matchPeople.merge(request);
  }

  @Answers(PartPerson)
  part(request: RequestOf<typeof PartPerson>): Promise<ReplyOf<typeof PartPerson>> {
    return this.matchPeople.part(request);
  }

  @Answers(RejectCandidate)
  reject(request: RequestOf<typeof RejectCandidate>): Promise<ReplyOf<typeof RejectCandidate>> {
    return this.matchPeople.reject(request);
  }
}
