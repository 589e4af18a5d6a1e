import { type PersonMatched, PersonMatchedEvent, PersonPartedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { FollowPeople } from './follow-people.ts';

@Injectable()
export class PersonHandler {
  constructor(private readonly followPeople: FollowPeople) {}

  @Consumes(PersonMatchedEvent)
  handleMatched(matches: readonly PersonMatched[]): Promise<void> {
    return this.followPeople.run(matches, { parted: false });
  }

  @Consumes(PersonPartedEvent)
  handleParted(matches: readonly PersonMatched[]): Promise<void> {
    return this.followPeople.run(matches, { parted: true });
  }
}
