import { MessagingModule } from '@arbiter/messaging';
import { PersistenceModule } from '@arbiter/persistence';
import { Module } from '@nestjs/common';
import { AnnounceAlerts } from './announce-alerts/announce-alerts.ts';
import { AskCosts } from './ask-costs/ask-costs.ts';
import { CostQueries } from './ask-costs/cost.queries.ts';
import { WhatIf } from './ask-costs/what-if.ts';
import { ErasePersonQueries } from './erase-person/erase-person.queries.ts';
import { ExpireReservations } from './expire-reservations/expire-reservations.ts';
import { ImportPrices } from './import-prices/import-prices.ts';
import { BudgetQueries } from './manage-budgets/budget.queries.ts';
import { BurnDown } from './manage-budgets/burn-down.ts';
import { ManageBudgets } from './manage-budgets/manage-budgets.ts';
import { AlertRepository } from './persistence/alert.repository.ts';
import { BudgetRepository } from './persistence/budget.repository.ts';
import { LedgerRepository } from './persistence/ledger.repository.ts';
import { PersonRepository } from './persistence/person.repository.ts';
import { PriceRepository } from './persistence/price.repository.ts';
import { ReservationRepository } from './persistence/reservation.repository.ts';
import { schema } from './persistence/schema.ts';
import { SpendingRepository } from './persistence/spending.repository.ts';
import { PostCharges } from './price-usage/post-charges.ts';
import { PriceUsage } from './price-usage/price-usage.ts';
import { UsageRecordedHandler } from './price-usage/usage-recorded.handler.ts';
import { Prices } from './prices/prices.ts';
import { ReservationQueries } from './reserve-budget/reservation.queries.ts';
import { ReserveBudget } from './reserve-budget/reserve-budget.ts';
import { SettleReservation } from './settle-reservation/settle-reservation.ts';

/** Tables, and what is done with them. */
const REPOSITORIES = [
  AlertRepository,
  BudgetRepository,
  LedgerRepository,
  PriceRepository,
  ReservationRepository,
  SpendingRepository,
];

@Module({
  imports: [PersistenceModule.forSchema(schema), MessagingModule.forService('cost-accounting')],
  controllers: [ReservationQueries, BudgetQueries, CostQueries, ErasePersonQueries],
  providers: [
    ...REPOSITORIES,
    PersonRepository,
    Prices,
    ImportPrices,
    PostCharges,
    PriceUsage,
    UsageRecordedHandler,
    ReserveBudget,
    SettleReservation,
    ExpireReservations,
    ManageBudgets,
    BurnDown,
    AnnounceAlerts,
    AskCosts,
    WhatIf,
  ],
})
export class CostAccountingModule {}
