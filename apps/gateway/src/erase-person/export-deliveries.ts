import type { ExportPerson, ReplyOf, RequestOf } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { ErasureRepository } from '../persistence/erasure.repository.ts';

type Export = (typeof ExportPerson)['gateway'];

/** Says which deliveries brought what somebody wrote. Their words are exported where they are read, by ingestion. */
@Injectable()
export class ExportDeliveries {
  constructor(private readonly erasures: ErasureRepository) {}

  async run({ writings }: RequestOf<Export>): Promise<ReplyOf<Export>> {
    const found = await this.erasures.describe(writings.flatMap(({ deliveryId }) => deliveryId ?? []));
    return { records: found.map((data) => ({ kind: 'delivery', data: { ...data } })), next: null };
  }
}
