import { deliveryJourney, JourneyStatuses } from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { logger } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { DeliveryRepository } from '../persistence/delivery.repository.ts';
import { ReleaseDelivery } from '../quarantine/release-delivery.ts';

/** A redelivery sooner than this says nothing: the original is still on its way, seconds. */
const SETTLED = 60;
/** Redeliveries looked into at once; more are answered all the same. */
const AT_ONCE = 8;

/**
 * Somebody sent a delivery again that is known already: mostly because they see that nothing came of it. If its journey is
 * not complete by now it goes on its way once more; what was done already is not done twice. One in quarantine is judged anew.
 */
@Injectable()
export class DriveAgain {
  #running = 0;

  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly queries: Queries,
    private readonly release: ReleaseDelivery,
  ) {}

  /** Looks into it apart from the request; the sender's answer does not depend on it. */
  consider(id: string): void {
    if (this.#running >= AT_ONCE) return;
    this.#running++;
    this.#run(id)
      .catch((error: unknown) => {
        logger('accept').warn({ error, delivery: id }, 'could not look into a redelivery');
      })
      .finally(() => this.#running--);
  }

  async #run(id: string): Promise<void> {
    const status = await this.deliveries.statusOfOlder(id, SETTLED);
    if (status === 'quarantined') await this.release.run(id);
    if (status !== 'accepted') return;
    const { statuses } = await this.queries.ask(JourneyStatuses, { journeys: [deliveryJourney(id)] });
    if (statuses[0] === 'complete') return;
    await this.deliveries.driveAgain(id, `redelivery-${new Date().toISOString()}`);
    logger('accept').info({ delivery: id }, 'driving a redelivered delivery again');
  }
}
