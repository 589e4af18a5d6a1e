import { type DeliveryAccepted, ReadDeliveryBody } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { BodyNotFound } from '../ingestion.errors.ts';

/** The document of a delivery: as it travelled, or fetched from the gateway where it was too large to. */
@Injectable()
export class DeliveryDocument {
  constructor(private readonly queries: Queries) {}

  /** @throws BodyNotFound if the gateway does not know it; DependencyDown if the gateway is away */
  async read({ document, body, deliveryId }: DeliveryAccepted): Promise<unknown> {
    return document ?? JSON.parse(body ?? (await this.fetch(deliveryId)));
  }

  private async fetch(deliveryId: string): Promise<string> {
    const chunks: Buffer[] = [];
    let read = 0;
    for (;;) {
      const reply = await this.queries.ask(ReadDeliveryBody, { deliveryId, offset: read });
      if (!reply.found) throw new BodyNotFound(deliveryId);
      const chunk = Buffer.from(reply.chunk, 'base64');
      chunks.push(chunk);
      read += chunk.length;
      if (read >= reply.totalBytes || chunk.length === 0) return Buffer.concat(chunks).toString('utf8');
    }
  }
}
