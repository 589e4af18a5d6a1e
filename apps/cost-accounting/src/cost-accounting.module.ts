import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule } from '@arbiter/persistence';
import { Module } from '@nestjs/common';
import { LedgerRepository } from './persistence/ledger.repository.ts';
import { schema } from './persistence/schema.ts';
import { PriceUsage } from './price-usage/price-usage.ts';
import { UsageRecordedHandler } from './price-usage/usage-recorded.handler.ts';
import { CostQueries } from './total-cost/cost.queries.ts';

@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('cost-accounting')],
  controllers: [CostQueries],
  providers: [UsageRecordedHandler, PriceUsage, LedgerRepository],
})
export class CostAccountingModule {}
