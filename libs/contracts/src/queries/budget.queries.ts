import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { OnExhausted, Period, Scope } from '../vocabulary/budget.ts';
import { Instant } from '../vocabulary/forge.ts';
import { Usd, UsdInput } from '../vocabulary/money.ts';

/** What somebody decides about a budget. */
export const BudgetTerms = z.object({
  scope: Scope,
  period: Period,
  /** IANA name of the zone in which the period turns; left out: UTC. */
  timezone: z.string().min(1).max(64).optional(),
  capUsd: UsdInput,
  /** A hard budget refuses what does not fit; a soft one only warns. */
  hard: z.boolean(),
  /** Left out: `defer`. */
  onExhausted: OnExhausted.optional(),
});
export type BudgetTerms = z.infer<typeof BudgetTerms>;

/** A budget as it stands. It counts from its creation. */
export const BudgetView = z.object({
  id: z.uuid(),
  scope: Scope,
  period: Period,
  timezone: z.string(),
  capUsd: Usd,
  hard: z.boolean(),
  onExhausted: OnExhausted,
  createdAt: Instant,
  periodStart: Instant,
  /** null: never. */
  periodEndsAt: Instant.nullable(),
  /** Of this period; estimates of calls that were cut off among it. */
  spentUsd: Usd,
  /** Held for calls that are under way. */
  reservedUsd: Usd,
  /** Cap less spent and reserved; never below zero. */
  remainingUsd: Usd,
});
export type BudgetView = z.infer<typeof BudgetView>;

const BudgetId = z.object({ id: z.uuid() });

/** Makes a budget. Budgets overlap: all that a call falls under must have room for it. */
export const CreateBudget = defineQuery({
  subject: 'query.cost-accounting.create-budget.v1',
  request: BudgetTerms,
  reply: BudgetView,
});

/** One budget, or `budget-not-found`. */
export const ShowBudget = defineQuery({
  subject: 'query.cost-accounting.show-budget.v1',
  request: BudgetId,
  reply: BudgetView,
});

/** All budgets, in the order of their making. */
export const ListBudgets = defineQuery({
  subject: 'query.cost-accounting.list-budgets.v1',
  request: z.object({}),
  reply: z.object({ items: z.array(BudgetView) }),
});

/** Changes terms. What was spent in the period stays spent; scope and period are what a budget is, and stay. */
export const ChangeBudget = defineQuery({
  subject: 'query.cost-accounting.change-budget.v1',
  request: BudgetId.extend(BudgetTerms.pick({ capUsd: true, hard: true, onExhausted: true }).partial().shape),
  reply: BudgetView,
});

/** Deletes a budget; what is held under it stays held under the others. */
export const DeleteBudget = defineQuery({
  subject: 'query.cost-accounting.delete-budget.v1',
  request: BudgetId,
  reply: z.object({}),
});

/** How a budget is used up, day by day of its period, and when it will be gone if that goes on. */
export const BurnDown = defineQuery({
  subject: 'query.cost-accounting.burn-down.v1',
  request: BudgetId,
  reply: z.object({
    budget: BudgetView,
    /** Days in the budget's zone; `spentUsd` of the day, `remainingUsd` at its end. */
    days: z.array(z.object({ day: z.iso.date(), spentUsd: Usd, remainingUsd: Usd })),
    /** The average so far, for 24 hours. */
    usdPerDay: Usd,
    /** When nothing is left at that pace; null: not within this period. */
    projectedExhaustion: Instant.nullable(),
  }),
});
