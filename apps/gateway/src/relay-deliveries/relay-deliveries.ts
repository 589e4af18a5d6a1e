import { type DeliveryAccepted, DeliveryAcceptedEvent } from '@arbiter/contracts';
import { Broker, Events } from '@arbiter/messaging';
import { logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { acceptedEvent } from '../accept-delivery/accepted-event.ts';
import type { Incoming } from '../accept-delivery/incoming.ts';
import { DeliveryRepository, type StoredDelivery } from '../persistence/delivery.repository.ts';
import { Pressure } from './pressure.ts';
import { IN_A_TURN, RelayQueue } from './relay-queue.ts';

/** How often relayed deliveries are marked, and how often the table is looked through, milliseconds. */
const MARK_EVERY = 100;
const LOOK_EVERY = 1_000;
/** How often while the queue has deliveries that wait: a look has to pass over all of these, milliseconds. */
const LOOK_EVERY_BESIDE_QUEUE = 5_000;
/** Younger deliveries are left to whoever accepted them, milliseconds. */
const LEAST_AGE = 3_000;
const BATCH = 50;
/** What the broker may have lost when it was killed: it syncs its files every two minutes, seconds. */
const LOST_AT_MOST = 300;

/**
 * Brings accepted deliveries to the broker: right after their commit where that goes, and otherwise from the table, where
 * every delivery waits that a crash, a full pipe or an absent broker left over.
 */
@Injectable()
export class RelayDeliveries implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #queue = new RelayQueue((delivery) => this.#relay(delivery), new Pressure());
  readonly #ending = new AbortController();
  /** Ids of what the queue has, until they are marked: the table's look leaves these alone, or they would go out twice. */
  readonly #inHand = new Set<string>();
  #relayed: string[] = [];
  #marking: Promise<void> | undefined;
  #looking: Promise<void> | undefined;

  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly events: Events,
    private readonly broker: Broker,
  ) {}

  onApplicationBootstrap(): void {
    this.broker.onReconnect(({ serverChanged }) => {
      if (serverChanged) void this.#driveRecent();
    });
    this.#looking = this.#look();
  }

  /** Finishes what is in hand. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    await Promise.allSettled([this.#queue.end(), this.#looking]);
    await this.#marking;
    await this.#mark();
  }

  /** Accepts a delivery before whatever waits to be relayed. */
  goFirst<Result>(accept: () => Promise<Result>): Promise<Result> {
    return this.#queue.goFirst(accept);
  }

  /** Relays a delivery that was just committed, apart from the request; where that does not go it stays in the table. */
  offer(delivery: Incoming): void {
    if (!this.broker.up) return;
    this.#inHand.add(delivery.id);
    if (!this.#queue.offer(delivery)) this.#inHand.delete(delivery.id);
  }

  async #relay(delivery: Incoming): Promise<void> {
    try {
      await this.events.publish(
        DeliveryAcceptedEvent,
        acceptedEvent({ ...delivery, size: delivery.raw.length }, delivery.raw),
      );
      this.#relayed.push(delivery.id);
      this.#marking ??= this.#markSoon();
    } catch (error) {
      this.#inHand.delete(delivery.id);
      logger('relay').warn({ error }, 'a delivery waits for the broker');
    }
  }

  async #markSoon(): Promise<void> {
    await delay(MARK_EVERY, undefined, { signal: this.#ending.signal }).catch(() => undefined);
    this.#marking = undefined;
    await this.#mark();
  }

  /** A delivery whose mark is lost is relayed once more, which changes nothing. */
  async #mark(): Promise<void> {
    const ids = this.#relayed.splice(0);
    if (ids.length === 0) return;
    await this.deliveries.markRelayed(ids).catch((error: unknown) => {
      logger('relay').warn({ error }, 'could not mark relayed deliveries');
    });
    for (const id of ids) this.#inHand.delete(id);
  }

  async #look(): Promise<void> {
    const { signal } = this.#ending;
    let looked = -Infinity;
    while (!signal.aborted) {
      const due = !this.#queue.waits || performance.now() - looked >= LOOK_EVERY_BESIDE_QUEUE;
      if (due) looked = performance.now();
      const relayed = due && this.broker.up ? await this.#relayBatch() : 0;
      // What the queue has goes out first.
      if (relayed < BATCH || this.#queue.busy || this.#queue.waits)
        await delay(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }

  /** How many were relayed; none where the database is away. */
  async #relayBatch(): Promise<number> {
    try {
      return await this.deliveries.relayWaiting(BATCH, LEAST_AGE, [...this.#inHand], (waiting) =>
        this.#publishAll(waiting),
      );
    } catch (error) {
      logger('relay').warn({ error }, 'could not relay what waits');
      return 0;
    }
  }

  /** As many in a turn of the event loop as the queue takes: requests go between them. */
  async #publishAll(waiting: readonly StoredDelivery[]): Promise<readonly string[]> {
    const turns: Promise<PromiseSettledResult<void>[]>[] = [];
    for (let from = 0; from < waiting.length; from += IN_A_TURN) {
      if (from > 0) await nextTurn();
      const some = waiting.slice(from, from + IN_A_TURN);
      turns.push(Promise.allSettled(some.map((delivery) => this.#publish(delivery))));
    }
    const outcomes = (await Promise.all(turns)).flat();
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) logger('relay').warn({ error: failed.reason as unknown }, 'a delivery could not be relayed');
    return waiting.filter((_, index) => outcomes[index]?.status === 'fulfilled').map(({ id }) => id);
  }

  #publish(delivery: StoredDelivery): Promise<void> {
    const event: DeliveryAccepted = acceptedEvent(delivery, delivery.body);
    const options = delivery.drive === null ? {} : { drive: delivery.drive };
    return this.events.publish(DeliveryAcceptedEvent, event, options);
  }

  /** The broker came back as another server, or after a crash: what it took last may be gone. */
  async #driveRecent(): Promise<void> {
    try {
      await this.deliveries.driveRecent(`broker-${new Date().toISOString().slice(0, 16)}`, LOST_AT_MOST);
    } catch (error) {
      logger('relay').error({ error }, 'could not drive recent deliveries again');
    }
  }
}
