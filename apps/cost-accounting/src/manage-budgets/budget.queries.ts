import {
  BurnDown as BurnDownQuery,
  ChangeBudget,
  CreateBudget,
  DeleteBudget,
  ListBudgets,
  type ReplyOf,
  type RequestOf,
  ShowBudget,
} from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { BurnDown } from './burn-down.ts';
import { ManageBudgets } from './manage-budgets.ts';

/** Answers what is asked about budgets. */
@Controller()
export class BudgetQueries {
  constructor(
    private readonly budgets: ManageBudgets,
    private readonly burnDown: BurnDown,
  ) {}

  @Answers(CreateBudget)
  create(terms: RequestOf<typeof CreateBudget>): Promise<ReplyOf<typeof CreateBudget>> {
    return this.budgets.create(terms);
  }

  @Answers(ShowBudget)
  show({ id }: RequestOf<typeof ShowBudget>): Promise<ReplyOf<typeof ShowBudget>> {
    return this.budgets.show(id);
  }

  @Answers(ListBudgets)
  async list(_request: RequestOf<typeof ListBudgets>): Promise<ReplyOf<typeof ListBudgets>> {
    return { items: await this.budgets.list() };
  }

  @Answers(ChangeBudget)
  change(request: RequestOf<typeof ChangeBudget>): Promise<ReplyOf<typeof ChangeBudget>> {
    return this.budgets.change(request);
  }

  @Answers(DeleteBudget)
  async remove({ id }: RequestOf<typeof DeleteBudget>): Promise<ReplyOf<typeof DeleteBudget>> {
    await this.budgets.remove(id);
    return {};
  }

  @Answers(BurnDownQuery)
  burn({ id }: RequestOf<typeof BurnDownQuery>): Promise<ReplyOf<typeof BurnDownQuery>> {
    return this.burnDown.run(id);
  }
}
