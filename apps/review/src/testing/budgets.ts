import { type ReplyOf, type RequestOf, ReserveBudget, SettleReservation } from '@arbiter/contracts';
import { Till } from '@arbiter/llm/testing';
import { Answers, MessagingModule } from '@arbiter/messaging';
import { defineConfig, loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { Controller, type INestApplication, Module } from '@nestjs/common';

/** What is left to be spent: tests set it. */
export const till = new Till();

/** The other side of the budgets' contract. */
@Controller()
class Budgets {
  @Answers(ReserveBudget)
  reserve(request: RequestOf<typeof ReserveBudget>): Promise<ReplyOf<typeof ReserveBudget>> {
    return till.ask(ReserveBudget, request);
  }

  @Answers(SettleReservation)
  settle(request: RequestOf<typeof SettleReservation>): Promise<ReplyOf<typeof SettleReservation>> {
    return till.ask(SettleReservation, request);
  }
}

@Module({ imports: [MessagingModule.forService('cost-accounting')], controllers: [Budgets] })
class BudgetsModule {}

/** Answers in cost-accounting's place, from a till. */
export function startBudgets(environment: Readonly<Record<string, string>>): Promise<INestApplication> {
  const budgets = { name: 'cost-accounting', module: BudgetsModule, config: defineConfig({}) };
  return createService(budgets, loadConfig(budgets.config, environment));
}
