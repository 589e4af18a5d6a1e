import { randomUUID } from 'node:crypto';
import {
  type BudgetTerms,
  type BudgetView,
  type ChangeBudget,
  DEFAULT_ORGANIZATION,
  type RequestOf,
  type Scope,
} from '@arbiter/contracts';
import { QueryFailed } from '@arbiter/messaging';
import { toPico } from '@arbiter/pricing';
import { Injectable } from '@nestjs/common';
import { BudgetRepository } from '../persistence/budget.repository.ts';
import { type Budget, viewOf } from './budget.ts';

/** Makes, shows, changes and deletes budgets. */
@Injectable()
export class ManageBudgets {
  constructor(private readonly budgets: BudgetRepository) {}

  /** @throws QueryFailed `budget-invalid` */
  async create(terms: BudgetTerms): Promise<BudgetView> {
    const { scope, period, timezone = 'UTC', capUsd, hard, onExhausted = 'defer' } = terms;
    const id = randomUUID();
    const budget = { id, scope: scopeText(scope), period, timezone, capPico: capOf(capUsd), hard, onExhausted };
    if (!(await this.budgets.knowsZone(timezone))) throw invalid('timezone is not the name of a time zone.');
    await this.budgets.add(budget);
    return this.show(id);
  }

  /** @throws QueryFailed `budget-not-found` */
  async show(id: string): Promise<BudgetView> {
    return viewOf(await this.get(id));
  }

  async get(id: string): Promise<Budget> {
    const [budget] = await this.budgets.find(id);
    if (budget === undefined) throw unknown();
    return budget;
  }

  async list(): Promise<BudgetView[]> {
    return (await this.budgets.find()).map(viewOf);
  }

  async change({ id, capUsd, hard, onExhausted }: RequestOf<typeof ChangeBudget>): Promise<BudgetView> {
    await this.get(id);
    await this.budgets.change(id, {
      ...(capUsd !== undefined && { capPico: capOf(capUsd) }),
      ...(hard !== undefined && { hard }),
      ...(onExhausted !== undefined && { onExhausted }),
    });
    return this.show(id);
  }

  async remove(id: string): Promise<void> {
    if (!(await this.budgets.remove(id))) throw unknown();
  }
}

const unknown = () => new QueryFailed('budget-not-found', 'There is no such budget.', 404);
const invalid = (message: string) => new QueryFailed('budget-invalid', message, 400);

function capOf(capUsd: string): bigint {
  const cap = toPico(capUsd);
  if (cap <= 0n) throw invalid('capUsd must be above zero. To stop spending, make it as small as you like.');
  return cap;
}

function scopeText({ type, id }: Scope): string {
  if (id === undefined && type !== 'organization') throw invalid(`scope.id says which ${type}.`);
  if (type === 'repository' && !/^(?:github|gitlab)\/[^/]+$/.test(id ?? '')) {
    throw invalid("scope.id of a repository is the code host and the host's id of it, like github/1296269.");
  }
  return `${type}/${id ?? DEFAULT_ORGANIZATION}`;
}
