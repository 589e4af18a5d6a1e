import { type UsageRecorded, UsagePricedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { Prices } from '../prices/prices.ts';
import { entryOf } from './entry.ts';
import { PostCharges } from './post-charges.ts';

/** Events that are priced together: as many usages as one statement posts. */
const GROUP = 5;

/** Groups under way: while the database works on one, the other is priced, or told. */
const AT_ONCE = 2;

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
    const groups = Array.from({ length: Math.ceil(recorded.length / GROUP) }, (_, index) =>
      recorded.slice(index * GROUP, (index + 1) * GROUP),
    );
    const work = async (): Promise<void> => {
      for (let group = groups.shift(); group !== undefined; group = groups.shift()) await this.#price(group);
    };
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
    const failed = ended.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  async #price(recorded: readonly UsageRecorded[]): Promise<void> {
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
