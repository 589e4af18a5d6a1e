import type { AnswerUsage } from '@arbiter/llm';
import { bill, shippedBook, toUsd } from '@arbiter/pricing';

export interface Cost {
  /** US dollars with 12 decimals. */
  readonly costUsd: string;
  /** Models that no price is known for: what they took is not in the sum. */
  readonly unpriced: readonly string[];
}

/** What the calls cost by the shipped prices. Rules and the cache cost nothing. The ledger of record is cost-accounting's. */
export function costOf(usages: readonly AnswerUsage[]): Cost {
  let pico = 0n;
  const unpriced = new Set<string>();
  for (const { provider, model, tokens, serviceTier, savedBy, at } of usages) {
    if (provider === 'mock' || savedBy !== undefined) continue;
    const price = shippedBook().find(model, Date.parse(at), provider);
    const billed = price && bill(price, tokens, serviceTier);
    if (billed) pico += billed.pico;
    else unpriced.add(model);
  }
  return { costUsd: toUsd(pico), unpriced: [...unpriced] };
}
