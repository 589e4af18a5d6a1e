import { BODY_CHUNK, ReadDeliveryBody, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { documentText } from '../accept-delivery/document.ts';
import { DeliveryRepository } from '../persistence/delivery.repository.ts';

type Request = RequestOf<typeof ReadDeliveryBody>;
type Reply = ReplyOf<typeof ReadDeliveryBody>;

/** Gives out the documents that were too large to travel with their event, piece by piece. */
@Controller()
export class ReadDeliveryBodyController {
  constructor(private readonly deliveries: DeliveryRepository) {}

  @Answers(ReadDeliveryBody)
  async handle({ deliveryId, offset }: Request): Promise<Reply> {
    const found = await this.deliveries.readPiece(deliveryId, offset, BODY_CHUNK);
    if (found === undefined) return { found: false };
    if (found.format === 'json') return reply(found.piece, found.size);
    // A form hides its document: it has to be unpacked whole. GitHub sends forms only where somebody chose them.
    const whole = await this.deliveries.readPiece(deliveryId, 0, found.size);
    const document = Buffer.from(documentText(whole?.piece ?? Buffer.alloc(0), 'form') ?? '');
    return reply(document.subarray(offset, offset + BODY_CHUNK), document.length);
  }
}

const reply = (piece: Buffer, totalBytes: number): Reply => ({
  found: true,
  chunk: piece.toString('base64'),
  totalBytes,
});
