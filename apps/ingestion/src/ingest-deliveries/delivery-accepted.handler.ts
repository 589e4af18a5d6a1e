import { type DeliveryAccepted, DeliveryAcceptedEvent } from '@arbiter/contracts';
import { Consumes } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { IngestDeliveries } from './ingest-deliveries.ts';

@Injectable()
export class DeliveryAcceptedHandler {
  constructor(private readonly ingestDeliveries: IngestDeliveries) {}

  @Consumes(DeliveryAcceptedEvent)
  handle(deliveries: readonly DeliveryAccepted[]): Promise<void> {
    return this.ingestDeliveries.run(deliveries);
  }
}
