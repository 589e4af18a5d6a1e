import { z } from 'zod';
import { defineEvent } from '../core/event.ts';
import { budgetJourney } from '../core/journey-key.ts';
import { OnExhausted, Period, Scope } from '../vocabulary/budget.ts';
import { Instant } from '../vocabulary/forge.ts';
import { Pico } from '../vocabulary/money.ts';

const Budget = z.object({
  budgetId: z.uuid(),
  scope: Scope,
  period: Period,
  /** When the period began that this is about: of a budget made in its middle, when it was made. */
  periodStart: Instant,
  capPico: Pico,
  /** What was spent when it was noticed, without what is only held. */
  spentPico: Pico,
  at: Instant,
});

/** A budget has reached 50, 80 or 100 per cent of its cap: once each period. */
export const BudgetWarned = Budget.extend({ percent: z.union([z.literal(50), z.literal(80), z.literal(100)]) });
export type BudgetWarned = z.infer<typeof BudgetWarned>;
export const BudgetWarnedEvent = defineEvent({
  subject: 'cost.budget.warned.v1',
  schema: BudgetWarned,
  key: ({ budgetId, periodStart, capPico, percent }) => `${budgetId}/${periodStart}/${capPico}/${String(percent)}`,
  journeys: ({ budgetId }) => [budgetJourney(budgetId)],
});

/** A hard budget refused a call for the first time in a period: nothing useful is left of it. */
export const BudgetExhausted = Budget.extend({ onExhausted: OnExhausted, periodEndsAt: Instant.nullable() });
export type BudgetExhausted = z.infer<typeof BudgetExhausted>;
export const BudgetExhaustedEvent = defineEvent({
  subject: 'cost.budget.exhausted.v1',
  schema: BudgetExhausted,
  key: ({ budgetId, periodStart, capPico }) => `${budgetId}/${periodStart}/${capPico}`,
  journeys: ({ budgetId }) => [budgetJourney(budgetId)],
});
