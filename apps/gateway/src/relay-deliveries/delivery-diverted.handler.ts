import { type DataOf, DeliveryDivertedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import type { Incoming } from '../accept-delivery/incoming.ts';
import { JudgePool } from '../accept-delivery/judge-pool.ts';
import { DeliveryRepository } from '../persistence/delivery.repository.ts';
import { RelayDeliveries } from './relay-deliveries.ts';

type Diverted = DataOf<typeof DeliveryDivertedEvent>;

/** Stores what went to the broker while the database was away, now that it is back; from there it goes on as usual. */
@Injectable()
export class DeliveryDivertedHandler {
  constructor(
    private readonly judges: JudgePool,
    private readonly deliveries: DeliveryRepository,
    private readonly relay: RelayDeliveries,
  ) {}

  @Consumes(DeliveryDivertedEvent, { batch: 20 })
  async handle(diverted: readonly Diverted[]): Promise<void> {
    const incoming = new Map(diverted.map(incomingOf).map((delivery) => [delivery.id, delivery]));
    const judged = await Promise.all(
      [...incoming.values()].map(async (delivery) => ({ ...delivery, judgement: await this.judges.judge(delivery) })),
    );
    const stored = await this.deliveries.insert(judged);
    for (const delivery of judged) {
      if (stored.has(delivery.id) && delivery.judgement.status === 'accepted') this.relay.offer(delivery);
    }
  }
}

function incomingOf({ delivery, hookId, senderId, contentType, raw }: Diverted): Incoming {
  const { deliveryId: id, source, event, digest, receivedAt } = delivery;
  const format = contentType === 'form' ? 'form' : 'json';
  return {
    id,
    source,
    event,
    hookId,
    senderId,
    digest,
    format,
    raw: Buffer.from(raw, 'base64'),
    receivedAt: new Date(receivedAt),
  };
}
