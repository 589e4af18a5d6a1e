import {
  Costs,
  ImportPrices as ImportPricesQuery,
  type ReplyOf,
  type RequestOf,
  Savings,
  ShowPrices,
  TotalCost,
  WhatIf as WhatIfQuery,
} from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { shippedPrices, toUsd } from '@arbiter/pricing';
import { Controller } from '@nestjs/common';
import { ImportPrices } from '../import-prices/import-prices.ts';
import { LedgerRepository } from '../persistence/ledger.repository.ts';
import { PriceRepository } from '../persistence/price.repository.ts';
import { AskCosts } from './ask-costs.ts';
import { WhatIf } from './what-if.ts';

/** Answers what is asked about money and prices. */
@Controller()
export class CostQueries {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly ask: AskCosts,
    private readonly whatIfs: WhatIf,
    private readonly imports: ImportPrices,
    private readonly prices: PriceRepository,
  ) {}

  @Answers(TotalCost)
  async total(request: RequestOf<typeof TotalCost>): Promise<ReplyOf<typeof TotalCost>> {
    const { calls, pico } = await this.ledger.total(request);
    return { calls, usd: toUsd(pico), pico: pico.toString() };
  }

  @Answers(Costs)
  costs(request: RequestOf<typeof Costs>): Promise<ReplyOf<typeof Costs>> {
    return this.ask.costs(request);
  }

  @Answers(Savings)
  savings(request: RequestOf<typeof Savings>): Promise<ReplyOf<typeof Savings>> {
    return this.ask.savings(request);
  }

  @Answers(WhatIfQuery)
  whatIf(request: RequestOf<typeof WhatIfQuery>): Promise<ReplyOf<typeof WhatIfQuery>> {
    return this.whatIfs.run(request);
  }

  @Answers(ImportPricesQuery)
  importPrices(request: RequestOf<typeof ImportPricesQuery>): Promise<ReplyOf<typeof ImportPricesQuery>> {
    return this.imports.run(request);
  }

  @Answers(ShowPrices)
  async showPrices({ model }: RequestOf<typeof ShowPrices>): Promise<ReplyOf<typeof ShowPrices>> {
    const imported = await this.prices.of(model);
    const shipped = shippedPrices().get(model);
    const items = imported.map(({ effectiveFrom, source, row }) => ({
      effectiveFrom: new Date(effectiveFrom).toISOString(),
      source,
      rates: row,
    }));
    const first = { effectiveFrom: '1970-01-01T00:00:00Z', source: 'shipped', rates: shipped ?? {} };
    return { items: shipped ? [...items, first] : items };
  }
}
