import { Recurring } from '@arbiter/service';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ReservationRepository } from '../persistence/reservation.repository.ts';
import { PostCharges } from '../price-usage/post-charges.ts';
import { wholeEntry } from '../settle-reservation/reserved-entry.ts';

/** How often leases are looked through, milliseconds. Until then an expired one is held, which is as safe. */
const EVERY = 500;
const AT_ONCE = 200;

/**
 * Charges whole what nobody settled: whoever asked has crashed, given up or hung up, and the provider bills the output that
 * nobody read. Every replica does it; the first one counts.
 */
@Injectable()
export class ExpireReservations implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('reservations', EVERY, () => this.run());

  constructor(
    private readonly reservations: ReservationRepository,
    private readonly post: PostCharges,
  ) {}

  onApplicationBootstrap(): void {
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  async run(): Promise<void> {
    const expired = await this.reservations.expired(AT_ONCE);
    if (expired.length > 0) await this.post.run(expired.map(wholeEntry));
  }
}
