import type { PersonMatched } from '@arbiter/contracts';
import { Database, noteMatches } from '@arbiter/persistence';
import { Injectable } from '@nestjs/common';
import { Courier } from '../deliver/courier.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';

/**
 * Who turns out to be one is spoken to as one: wishes, opting out, digests, the window between messages and cooling-off
 * hold for all ids of a person. Rows keep the ids that they were written with, so that parting gives each back their own.
 */
@Injectable()
export class FollowPeople {
  constructor(
    private readonly database: Database,
    private readonly recipients: RecipientRepository,
    private readonly courier: Courier,
  ) {}

  matched(matches: readonly PersonMatched[]): Promise<void> {
    return this.#note(matches, false);
  }

  parted(matches: readonly PersonMatched[]): Promise<void> {
    return this.#note(matches, true);
  }

  async #note(matches: readonly PersonMatched[], parted: boolean): Promise<void> {
    await this.database.transaction(async (transaction) => {
      // Nobody is spoken to while it changes who they are.
      const people = matches.flatMap(({ personId, intoId }) => [personId, intoId]);
      await this.recipients.lock(transaction, people);
      await noteMatches(transaction, matches, parted);
    });
    this.courier.wake();
  }
}
