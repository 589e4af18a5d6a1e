import { DeliveryDivertedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { logger } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.ts';
import { documentText } from './document.ts';
import type { Incoming } from './incoming.ts';

/** Larger ones would not fit into a message of the broker, which carries the bytes in base64 and the document as text. */
const MOST_BYTES = 320 * 1024;

/** Gives a delivery to the broker where the database does not answer. */
@Injectable()
export class DivertDelivery {
  constructor(private readonly events: Events) {}

  canTake({ raw }: Incoming): boolean {
    return raw.length <= MOST_BYTES;
  }

  /** @throws Problem if the broker cannot take it either: the sender still has it */
  async run(delivery: Incoming): Promise<void> {
    if (!this.canTake(delivery)) throw new Problem('cannot-take-it');
    try {
      await this.events.publish(DeliveryDivertedEvent, {
        delivery: {
          deliveryId: delivery.id,
          source: delivery.source,
          event: delivery.event,
          receivedAt: delivery.receivedAt.toISOString(),
          digest: delivery.digest,
          size: delivery.raw.length,
          body: documentText(delivery.raw, delivery.format) ?? '',
        },
        hookId: delivery.hookId,
        senderId: delivery.senderId,
        contentType: delivery.format,
        raw: delivery.raw.toString('base64'),
      });
    } catch (error) {
      logger('accept').error({ error }, 'the broker did not take a delivery either');
      throw new Problem('cannot-take-it');
    }
  }
}
