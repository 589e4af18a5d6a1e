import { InterventionDeliveredEvent, InterventionUndeliveredEvent } from '@arbiter/contracts';
import { Events } from '@arbiter/messaging';
import { count, logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { DeliveryRepository } from '../persistence/delivery.repository.ts';
import { DeliverSlack } from './deliver-slack.ts';
import { SlackWebhook } from './slack-webhook.ts';

/** Between two looks for work that nobody has announced to this process, milliseconds. */
const LOOK_EVERY = 5_000;

/** Pause after a fault (database or broker away), milliseconds. */
const PAUSE = 1_000;

/** A delivery that has been in hand for so many time-outs is in nobody's hand any more. */
const GONE_AFTER = 3;

/** Time that a post in the air has when the service ends, milliseconds; then its outcome is unknown. */
const GRACE = 15_000;

/**
 * Delivers what is due, one message after the other, beside the handlers: they never wait for Slack. Several replicas
 * share the work. It also tells of deliveries, and goes on after a crash with whatever was not told.
 */
@Injectable()
export class SlackCourier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = logger('slack');
  readonly #givenUp = new AbortController();
  #alarm = new AbortController();
  #ending = false;
  #round: Promise<void> = Promise.resolve();

  constructor(
    private readonly deliverSlack: DeliverSlack,
    private readonly webhook: SlackWebhook,
    private readonly deliveries: DeliveryRepository,
    private readonly events: Events,
  ) {}

  onApplicationBootstrap(): void {
    this.#round = this.#work();
  }

  /** There is something to deliver. */
  wake(): void {
    this.#alarm.abort();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#ending = true;
    this.wake();
    const patience = new AbortController();
    const late = delay(GRACE, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([this.#round, late]);
    patience.abort();
    this.#givenUp.abort();
    await this.#round;
  }

  async #work(): Promise<void> {
    while (!this.#ending) {
      this.#alarm = new AbortController();
      try {
        await this.#noteInterrupted();
        await this.#announce();
        while (await this.#deliverNext()) await this.#announce();
        await this.#sleep(Math.min(LOOK_EVERY, await this.#untilDue()));
      } catch (error) {
        this.#log.warn({ error }, 'deliveries wait');
        await this.#sleep(PAUSE);
      }
    }
  }

  /** A delivery is told of after the row says so, so that a crash in between tells it again and posts nothing. */
  async #announce(): Promise<void> {
    for (;;) {
      const settled = await this.deliveries.unannounced();
      if (settled.length === 0) return;
      for (const { state, told } of settled) {
        if (state === 'delivered') await this.events.publish(InterventionDeliveredEvent, told);
        else await this.events.publish(InterventionUndeliveredEvent, told);
      }
      await this.deliveries.markAnnounced(settled.map(({ told }) => told.interventionId));
    }
  }

  async #noteInterrupted(): Promise<void> {
    const interrupted = await this.deliveries.giveUpOn((GONE_AFTER * this.webhook.timeout) / 1000);
    if (interrupted > 0) {
      count('interventions', { outcome: 'unknown' }, interrupted);
      this.#log.warn({ interrupted }, 'deliveries were interrupted and are not repeated');
    }
  }

  async #deliverNext(): Promise<boolean> {
    return !this.#ending && this.webhook.configured && (await this.deliverSlack.next(this.#givenUp.signal));
  }

  async #untilDue(): Promise<number> {
    return (this.webhook.configured ? await this.deliveries.untilDue() : undefined) ?? LOOK_EVERY;
  }

  /** Until time is up, or somebody calls. */
  async #sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#alarm.signal, ref: false }).catch(() => undefined);
  }
}
