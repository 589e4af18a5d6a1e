import { type UsageRecorded, UsagePricedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { Prices } from '../prices/prices.ts';
import { entryOf } from './entry.ts';
import { PostCharges } from './post-charges.ts';

/**
 * Turns usage into money, once for each response of a provider. A usage that is told again keeps the price that it got:
 * the past is never priced anew.
 */
@Injectable()
export class PriceUsage {
  constructor(
    private readonly prices: Prices,
    private readonly post: PostCharges,
    private readonly events: Events,
  ) {}

  async run(recorded: readonly UsageRecorded[]): Promise<void> {
    const entries = recorded.flatMap(({ usages }) => usages).map((usage) => entryOf(usage, this.prices));
    const posted = await this.post.run(entries);
    await this.events.publishAll(
      UsagePricedEvent,
      recorded.map(({ cause, usages }) => ({
        cause,
        usages: usages.map(({ usageId, journey }) => {
          const { pico = 0n, basis = 'unpriced' } = posted.get(usageId) ?? {};
          return { usageId, journey, pico: pico.toString(), basis };
        }),
      })),
    );
  }
}
