import type { BudgetTerms, BudgetView } from '@arbiter/contracts';
import { toUsd } from '@arbiter/pricing';

/** A budget with what was spent and is held in its present period. */
export interface Budget {
  readonly id: string;
  /** type/id */
  readonly scope: string;
  readonly period: BudgetTerms['period'];
  readonly timezone: string;
  readonly capPico: bigint;
  readonly hard: boolean;
  readonly onExhausted: 'downgrade' | 'mock' | 'defer';
  readonly createdAt: Date;
  readonly periodStart: Date;
  readonly periodEnds: Date | null;
  readonly spentPico: bigint;
  readonly reservedPico: bigint;
}

export const remainingOf = ({ capPico, spentPico, reservedPico }: Budget): bigint => {
  const left = capPico - spentPico - reservedPico;
  return left > 0n ? left : 0n;
};

export function scopeOf(text: string): BudgetView['scope'] {
  const slash = text.indexOf('/');
  return { type: text.slice(0, slash) as BudgetView['scope']['type'], id: text.slice(slash + 1) };
}

export function viewOf(budget: Budget): BudgetView {
  return {
    id: budget.id,
    scope: scopeOf(budget.scope),
    period: budget.period,
    timezone: budget.timezone,
    capUsd: toUsd(budget.capPico),
    hard: budget.hard,
    onExhausted: budget.onExhausted,
    createdAt: budget.createdAt.toISOString(),
    periodStart: budget.periodStart.toISOString(),
    periodEndsAt: budget.periodEnds?.toISOString() ?? null,
    spentUsd: toUsd(budget.spentPico),
    reservedUsd: toUsd(budget.reservedPico),
    remainingUsd: toUsd(remainingOf(budget)),
  };
}
