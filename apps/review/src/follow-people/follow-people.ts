import type { PersonMatched } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { AnnounceSteps } from '../follow-commitments/announce-steps.ts';
import { SettlePromises } from '../follow-commitments/settle-promises.ts';
import { LifeRepository } from '../persistence/life.repository.ts';
import { OnePersonRepository } from '../persistence/one-person.repository.ts';

/**
 * Who turns out to be one keeps promises as one: what the one promised, the other may have done. Rows keep the ids, teams and
 * departments that they were written with, so that history stays and parting gives each back their own.
 */
@Injectable()
export class FollowPeople {
  constructor(
    private readonly people: OnePersonRepository,
    private readonly lives: LifeRepository,
    private readonly settle: SettlePromises,
    private readonly announce: AnnounceSteps,
  ) {}

  async run(matches: readonly PersonMatched[], { parted }: { readonly parted: boolean }): Promise<void> {
    const concerned = await this.lives.idsOf(await this.people.note(matches, parted));
    await this.settle.run(concerned);
    await this.announce.run(concerned);
  }
}
