import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule } from '@arbiter/persistence';
import { Module } from '@nestjs/common';
import { LedgerRepository } from '../persistence/ledger.repository.ts';
import { PriceRepository } from '../persistence/price.repository.ts';
import { ReservationRepository } from '../persistence/reservation.repository.ts';
import { schema } from '../persistence/schema.ts';
import { Prices } from '../prices/prices.ts';
import { RebuildLedger } from './rebuild-ledger.ts';

/** What rebuilding needs, and nothing that consumes or answers. */
@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('cost-accounting')],
  providers: [LedgerRepository, PriceRepository, ReservationRepository, Prices, RebuildLedger],
})
export class RebuildModule {}
