import type { BurnDown as BurnDownQuery, ReplyOf } from '@arbiter/contracts';
import { toUsd } from '@arbiter/pricing';
import { Injectable } from '@nestjs/common';
import { BudgetRepository } from '../persistence/budget.repository.ts';
import { type Budget, viewOf } from './budget.ts';
import { ManageBudgets } from './manage-budgets.ts';

const DAY = 86_400_000n;
/** A pace over less than this says nothing, milliseconds. */
const LEAST = 60_000;

/** How a budget is used up, and when it will be gone at that pace. */
@Injectable()
export class BurnDown {
  constructor(
    private readonly manage: ManageBudgets,
    private readonly budgets: BudgetRepository,
  ) {}

  async run(id: string, now = Date.now()): Promise<ReplyOf<typeof BurnDownQuery>> {
    const budget = await this.manage.get(id);
    let spent = 0n;
    const days = (await this.budgets.days(id)).map(({ day, spentPico }) => {
      spent += spentPico;
      const left = budget.capPico - spent;
      return { day, spentUsd: toUsd(spentPico > 0n ? spentPico : 0n), remainingUsd: toUsd(left > 0n ? left : 0n) };
    });
    const elapsed = BigInt(Math.max(now - budget.periodStart.getTime(), LEAST));
    const perDay = (budget.spentPico * DAY) / elapsed;
    return {
      budget: viewOf(budget),
      days,
      usdPerDay: toUsd(perDay),
      projectedExhaustion: exhaustionOf(budget, elapsed, now),
    };
  }
}

function exhaustionOf({ capPico, spentPico, periodEnds }: Budget, elapsed: bigint, now: number): string | null {
  if (spentPico === 0n) return null;
  const left = capPico > spentPico ? capPico - spentPico : 0n;
  const at = BigInt(now) + (left * elapsed) / spentPico;
  const last = BigInt(periodEnds?.getTime() ?? 8_640_000_000_000_000);
  return at < last ? new Date(Number(at)).toISOString() : null;
}
