import { type UsageRecorded, UsagePricedEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { Prices } from '../prices/prices.ts';
import { entryOf } from './entry.ts';
import { PostCharges } from './post-charges.ts';

/** Usages that are priced together: as many as one statement posts. */
const GROUP = 500;

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
    const groups = groupsOf(recorded);
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

/** Events in their order, in groups of so many usages, or of one event that has more. */
function groupsOf(recorded: readonly UsageRecorded[]): UsageRecorded[][] {
  const groups: UsageRecorded[][] = [];
  let size = Infinity;
  for (const event of recorded) {
    size += event.usages.length;
    if (size > GROUP) {
      groups.push([]);
      size = event.usages.length;
    }
    groups.at(-1)?.push(event);
  }
  return groups;
}
