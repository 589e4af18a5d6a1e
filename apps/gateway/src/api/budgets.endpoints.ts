import {
  BudgetTerms,
  BudgetView,
  BurnDown,
  ChangeBudget,
  CreateBudget,
  DeleteBudget,
  ListBudgets,
  ShowBudget,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';

const tag = 'Budgets';
const one = { id: z.uuid().describe('The budget.') };

const Burned = z.object({
  budget: BudgetView,
  days: z.array(z.object({ day: z.string(), spentUsd: z.string(), remainingUsd: z.string() })),
  usdPerDay: z.string().describe('The average so far.'),
  projectedExhaustion: z.string().nullable().describe('When nothing is left at that pace; null: not in this period.'),
});

/** Budgets: made, shown, changed, deleted. */
@Injectable()
export class BudgetsEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'POST',
      path: '/v1/budgets',
      tag,
      summary: 'Makes a budget. It counts from now on; of overlapping budgets all hold.',
      input: BudgetTerms.extend({ hard: BudgetTerms.shape.hard.default(true) }),
      output: BudgetView,
      status: 201,
      run: (terms) => this.queries.ask(CreateBudget, given(terms)),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/budgets',
      tag,
      summary: 'All budgets, with what is spent, held and left of their present periods.',
      input: z.object({}),
      output: z.object({ items: z.array(BudgetView) }),
      run: () => this.queries.ask(ListBudgets, {}),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/budgets/:id',
      tag,
      summary: 'One budget.',
      input: z.object(one),
      output: BudgetView,
      run: ({ id }) => this.queries.ask(ShowBudget, { id }),
    }),
    endpoint({
      method: 'PATCH',
      path: '/v1/budgets/:id',
      tag,
      summary: 'Changes the cap, whether it is hard, or what happens when it is exhausted.',
      input: BudgetTerms.pick({ capUsd: true, hard: true, onExhausted: true }).partial().extend(one),
      output: BudgetView,
      run: (change) => this.queries.ask(ChangeBudget, { ...given(change), id: change.id }),
    }),
    endpoint({
      method: 'DELETE',
      path: '/v1/budgets/:id',
      tag,
      summary: 'Deletes a budget.',
      input: z.object(one),
      output: z.object({}),
      status: 204,
      run: ({ id }) => this.queries.ask(DeleteBudget, { id }),
    }),
    endpoint({
      method: 'GET',
      path: '/v1/budgets/:id/burn-down',
      tag,
      summary: 'How a budget is used up, day by day, and when it will be gone.',
      input: z.object(one),
      output: Burned,
      run: ({ id }) => this.queries.ask(BurnDown, { id }),
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
