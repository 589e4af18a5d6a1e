import { logger } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { Channels } from '../channels/channels.ts';
import { DeliveryRepository } from '../persistence/delivery.repository.ts';
import type { StoredState } from '../persistence/follow-up.repository.ts';

const SAID: Readonly<Record<StoredState, string>> = {
  proposed: '',
  ambiguous: '',
  blocked: '',
  accepted: 'Approved. It is sent when it does not disturb.',
  modified: 'Approved in other words. It is sent when it does not disturb.',
  rejected: 'Turned down. Nothing is sent.',
  expired: 'Run out. Nothing is sent.',
  cancelled: 'Not needed any more. Nothing is sent.',
};

/** Takes the buttons off proposals that are decided, wherever they stand. To do it twice does no harm. */
@Injectable()
export class CloseProposals {
  constructor(
    private readonly channels: Channels,
    private readonly deliveries: DeliveryRepository,
  ) {}

  async run(): Promise<void> {
    const channel = this.channels.get('slack', 'proposal');
    if (channel?.close === undefined) return;
    for (const { id, remote, state } of await this.deliveries.toClose()) {
      try {
        await channel.close(remote, SAID[state]);
        await this.deliveries.closed(id);
      } catch (error) {
        logger('slack').warn({ error }, 'a proposal keeps its buttons for now');
        return;
      }
    }
  }
}
