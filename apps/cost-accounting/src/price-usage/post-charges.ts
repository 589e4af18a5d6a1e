import type { TokenUsage } from '@arbiter/contracts';
import { toUsd } from '@arbiter/pricing';
import { count, logger } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { LedgerRepository, type Posted } from '../persistence/ledger.repository.ts';
import type { Entry } from './entry.ts';

/** The label of work that nobody's team stands behind. */
const NOBODY = 'none';

/** Posts charges and counts those that are new for the dashboards. */
@Injectable()
export class PostCharges {
  constructor(private readonly ledger: LedgerRepository) {}

  /** Answers what the ledger holds under each id. */
  async run(entries: readonly Entry[]): Promise<ReadonlyMap<string, Posted>> {
    const results = new Map<string, Posted>();
    for (const posted of await this.ledger.post(entries)) {
      const before = results.get(posted.usageId);
      if (before === undefined || posted.posted) results.set(posted.usageId, posted);
    }
    const counted = new Set<string>();
    for (const entry of entries) {
      if (counted.has(entry.usageId) || results.get(entry.usageId)?.posted !== true) continue;
      counted.add(entry.usageId);
      measure(entry);
    }
    return results;
  }
}

function measure({ provider, model, team, department, tokens, pico, basis, savedBy }: Entry): void {
  if (savedBy === null) {
    count('costUsd', { provider, model, team: team || NOBODY }, Number(toUsd(pico)));
    for (const [kind, amount] of kindsOf(tokens)) {
      const labels = { team: team || NOBODY, department: department || NOBODY, provider, kind };
      if (amount > 0) count('tokenUsage', labels, amount);
    }
  }
  if (basis === 'unpriced') {
    count('unpricedCalls', { provider, model });
    logger('prices').warn({ provider, model }, 'model has no price: held at the dearest rate');
  }
}

/** Tokens by kind, disjoint: whoever adds the kinds up gets all tokens once. */
function kindsOf(tokens: TokenUsage): [string, number][] {
  return [
    ['input', tokens.input],
    ['cache_read', tokens.cacheRead],
    ['cache_write_5m', tokens.cacheWrite5m],
    ['cache_write_1h', tokens.cacheWrite1h],
    ['output', Math.max(tokens.output - tokens.reasoning, 0)],
    ['reasoning', Math.min(tokens.reasoning, tokens.output)],
  ];
}
