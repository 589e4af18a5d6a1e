import type { Preferences } from '@arbiter/contracts';
import { CONFIG } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { Courier } from '../deliver/courier.ts';
import type { NotifierConfig } from '../notifier.config.ts';
import { DeliveryRepository } from '../persistence/delivery.repository.ts';
import { MatchRepository } from '../persistence/match.repository.ts';
import { RecipientRepository } from '../persistence/recipient.repository.ts';

const SECOND = 1_000;

/** How somebody wants to be spoken to, from now on: also by what waits for them already. */
@Injectable()
export class ChangeWishes {
  constructor(
    @Inject(CONFIG) private readonly config: NotifierConfig,
    private readonly clock: Clock,
    private readonly recipients: RecipientRepository,
    private readonly matches: MatchRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly courier: Courier,
  ) {}

  /** What is not given stays as it is; answers all of it. */
  async run(personId: string, preferences: Preferences): Promise<Preferences> {
    const now = this.clock.now();
    const given = Object.entries(preferences).filter(([, value]) => value !== undefined);
    const all = await this.recipients.change(personId, Object.fromEntries(given), now);
    const ids = await this.matches.idsOf([personId]);
    await this.deliveries.reconsider(ids, now, this.config.FOLLOW_UP_DELAY_SECONDS * SECOND);
    this.courier.wake();
    return all;
  }
}
