import { Injectable } from '@nestjs/common';
import { Channels } from '../channels/channels.ts';
import { Clock } from '../clock.ts';
import { Announce } from '../announce/announce.ts';
import { CloseProposals } from '../decide/close-proposals.ts';
import { ExpireProposals } from '../decide/expire-proposals.ts';
import { DeliveryRepository } from '../persistence/delivery.repository.ts';
import { Courier } from './courier.ts';
import { LookForLost } from './look-for-lost.ts';
import { SendDue } from './send-due.ts';

/** What one round of the courier is. */
@Injectable()
export class Rounds {
  constructor(
    courier: Courier,
    private readonly clock: Clock,
    private readonly channels: Channels,
    private readonly deliveries: DeliveryRepository,
    private readonly expireProposals: ExpireProposals,
    private readonly lookForLost: LookForLost,
    private readonly sendDue: SendDue,
    private readonly closeProposals: CloseProposals,
    private readonly announce: Announce,
  ) {
    courier.make((givenUp) => this.run(givenUp));
  }

  /** Does whatever there is to do now. Answers the milliseconds until something becomes due. */
  async run(givenUp: AbortSignal): Promise<number> {
    await this.expireProposals.run();
    await this.lookForLost.run(givenUp);
    await this.announce.run();
    while ((await this.sendDue.run(givenUp)) && !givenUp.aborted) await this.announce.run();
    await this.closeProposals.run();
    await this.announce.run();
    const due = await this.deliveries.nextDue(this.channels.carried);
    return due === undefined ? Number.POSITIVE_INFINITY : Math.max(0, due.getTime() - this.clock.now().getTime());
  }
}
