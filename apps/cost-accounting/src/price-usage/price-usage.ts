import { type TokenUsage, type Usage, type UsageRecorded, UsagePricedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { count, logger } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { type Charge, LedgerRepository } from '../persistence/ledger.repository.ts';
import { priceOf, toUsd } from './price.ts';

/** The label of work that nobody's team stands behind. */
const NOBODY = 'none';

/**
 * Turns usage into money, once for each response of a provider. A usage that is told again keeps the price that it got:
 * the past is never priced anew.
 */
@Injectable()
export class PriceUsage {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly events: Events,
  ) {}

  async run(recorded: readonly UsageRecorded[]): Promise<void> {
    const charges = recorded.flatMap(({ usages }) => usages).map((usage): Charge => ({ usage, ...priceOf(usage) }));
    const { entered, known } = await this.ledger.enter(charges);
    for (const charge of charges) if (entered.has(charge.usage.usageId)) measure(charge);
    const priced = new Map(charges.map((charge) => [charge.usage.usageId, known.get(charge.usage.usageId) ?? charge]));
    await this.events.publishAll(
      UsagePricedEvent,
      recorded.map(({ cause, usages }) => ({
        cause,
        usages: usages.map((usage) => toPriced(usage, priced.get(usage.usageId))),
      })),
    );
  }
}

function toPriced({ usageId, journey }: Usage, price: { pico: bigint; basis: Charge['basis'] } | undefined) {
  return { usageId, journey, pico: String(price?.pico ?? 0n), basis: price?.basis ?? ('unpriced' as const) };
}

/** Counts a charge for the dashboards, once: when it is entered. */
function measure({ usage, pico, basis }: Charge): void {
  const { provider, model, person, tokens } = usage;
  const team = person?.team ?? NOBODY;
  const department = person?.department ?? NOBODY;
  count('costUsd', { provider, model, team }, Number(toUsd(pico)));
  for (const [kind, amount] of kindsOf(tokens)) {
    if (amount > 0) count('tokenUsage', { team, department, provider, kind }, amount);
  }
  if (basis === 'unpriced') logger('prices').warn({ provider, model }, 'model has no price: held at the dearest rate');
}

/** Tokens by kind, disjoint: whoever adds the kinds up gets all tokens once. */
function kindsOf(tokens: TokenUsage): [string, number][] {
  return [
    ['input', tokens.input],
    ['cache_read', tokens.cacheRead],
    ['cache_write_5m', tokens.cacheWrite5m],
    ['cache_write_1h', tokens.cacheWrite1h],
    ['output', tokens.output - tokens.reasoning],
    ['reasoning', tokens.reasoning],
  ];
}
