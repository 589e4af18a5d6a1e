import { type ReplyOf, type RequestOf, TotalCost } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { LedgerRepository } from '../persistence/ledger.repository.ts';
import { toUsd } from '../price-usage/price.ts';

/** Answers what is asked about money. */
@Controller()
export class CostQueries {
  constructor(private readonly ledger: LedgerRepository) {}

  @Answers(TotalCost)
  async total(request: RequestOf<typeof TotalCost>): Promise<ReplyOf<typeof TotalCost>> {
    const { calls, pico } = await this.ledger.total(request);
    return { calls, usd: toUsd(pico), pico: pico.toString() };
  }
}
