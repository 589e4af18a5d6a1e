import { DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
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
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(
    private readonly reservations: ReservationRepository,
    private readonly post: PostCharges,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.run()
        .catch((error: unknown) => {
          if (!(error instanceof DependencyDown)) logger('reservations').error({ error }, 'could not expire leases');
        })
        .finally(() => {
          this.#running = undefined;
        });
    }, EVERY);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async run(): Promise<void> {
    const expired = await this.reservations.expired(AT_ONCE);
    if (expired.length > 0) await this.post.run(expired.map(wholeEntry));
  }
}
