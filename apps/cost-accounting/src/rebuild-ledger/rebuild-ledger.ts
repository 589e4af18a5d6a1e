import { type UsageRecorded, UsageRecordedEvent } from '@arbiter/contracts';
import { Broker, storedEvents } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { LedgerRepository } from '../persistence/ledger.repository.ts';
import { ReservationRepository } from '../persistence/reservation.repository.ts';
import { entryOf } from '../price-usage/entry.ts';
import { Prices } from '../prices/prices.ts';
import { chargedEntry } from '../settle-reservation/reserved-entry.ts';

const AT_ONCE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** What was read. */
export interface Rebuilt {
  readonly usages: number;
  readonly reservations: number;
}

/**
 * Writes the ledger anew: first what reservations came to, then every recorded usage that the stream still holds, at the
 * prices of its time. The same events make the same ledger, to the pico-dollar. Budgets are left as they are: they count
 * what was decided at the time.
 */
@Injectable()
export class RebuildLedger {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly reservations: ReservationRepository,
    private readonly prices: Prices,
    private readonly broker: Broker,
  ) {}

  async run(): Promise<Rebuilt> {
    await this.prices.refresh();
    const reservations = await this.#restateReservations();
    let usages = 0;
    for await (const recorded of storedEvents(this.broker, UsageRecordedEvent)) {
      usages += await this.#restateUsages(recorded);
    }
    await this.ledger.sumUpAll();
    return { usages, reservations };
  }

  async #restateReservations(): Promise<number> {
    let count = 0;
    for (let after = FIRST; ;) {
      const charged = await this.reservations.charged(after, AT_ONCE);
      const last = charged.at(-1);
      if (last === undefined) return count;
      await this.ledger.restate(charged.map(chargedEntry));
      count += charged.length;
      after = last.id;
    }
  }

  /** Of a usage that was told twice in one go, the first one counts, as it did at the time. */
  async #restateUsages(recorded: readonly UsageRecorded[]): Promise<number> {
    const usages = recorded.flatMap((each) => each.usages);
    const seen = new Map(usages.toReversed().map((usage) => [usage.usageId, usage]));
    const entries = [...seen.values()].map((usage) => entryOf(usage, this.prices));
    for (let start = 0; start < entries.length; start += AT_ONCE) {
      await this.ledger.restate(entries.slice(start, start + AT_ONCE));
    }
    return entries.length;
  }
}
