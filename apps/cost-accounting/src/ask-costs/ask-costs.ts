import type { Costs, ReplyOf, RequestOf, Savings } from '@arbiter/contracts';
import { toUsd } from '@arbiter/pricing';
import { Injectable } from '@nestjs/common';
import { SpendingRepository } from '../persistence/spending.repository.ts';

/** Groups in one answer. */
const MOST = 1_000;

/** Says what was spent, and what the cache saved. */
@Injectable()
export class AskCosts {
  constructor(private readonly spending: SpendingRepository) {}

  async costs({ groupBy, from, to, filter }: RequestOf<typeof Costs>): Promise<ReplyOf<typeof Costs>> {
    const range = { from, to };
    const dimensions = [...new Set(groupBy)];
    const [groups, [total]] = await Promise.all([
      this.spending.sums(dimensions, range, { filter, limit: MOST + 1 }),
      this.spending.sums([], range, { filter, limit: 1 }),
    ]);
    return {
      items: groups.slice(0, MOST).map(({ group, calls, tokens, pico, estimatedPico, savedPico }) => ({
        group,
        calls,
        tokens,
        usd: toUsd(pico),
        estimatedUsd: toUsd(estimatedPico),
        savedUsd: toUsd(savedPico),
      })),
      totalUsd: toUsd(total?.pico ?? 0n),
      totalSavedUsd: toUsd(total?.savedPico ?? 0n),
      truncated: groups.length > MOST,
    };
  }

  async savings(range: RequestOf<typeof Savings>): Promise<ReplyOf<typeof Savings>> {
    const all = await this.spending.sums([], range, { limit: 10, bySavedBy: true });
    const saved = all.filter(({ savedBy }) => savedBy !== '');
    const calls = sum(all.map((each) => each.calls));
    const hits = sum(saved.map((each) => each.calls));
    return {
      items: saved.map(({ savedBy, calls: count, tokens, savedPico }) => ({
        savedBy: savedBy as 'exact-cache' | 'semantic-cache',
        hits: count,
        tokens,
        savedUsd: toUsd(savedPico),
      })),
      totalUsd: toUsd(saved.reduce((total, { savedPico }) => total + savedPico, 0n)),
      hitRate: calls === 0 ? 0 : hits / calls,
    };
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
