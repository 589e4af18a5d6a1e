import { count } from '@arbiter/telemetry';
import type { Msg } from '@nats-io/nats-core';
import { HEADER } from '../wire/header.ts';
import { Delivery } from './delivery.ts';

/** Bytes that an inbox may hold, by the average size of its messages of late. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What a message is taken to have before one was seen, and how quickly the average follows what comes. */
const FIRST_GUESS = 64 * 1024;
const WEIGHT = 1 / 32;

/**
 * What a consumer has received and not yet settled. The server is told of every message in it, not only of those in hand,
 * that it is still wanted.
 */
export class Inbox {
  readonly #durable: string;
  readonly #held = new Set<Delivery>();
  #fresh: Delivery[] = [];
  #returned: Delivery[] = [];
  #heartbeat: NodeJS.Timeout | undefined;
  #averageSize = FIRST_GUESS;
  /** Nothing is taken any more: what still comes is not ours to keep. */
  #ending = false;

  constructor(durable: string) {
    this.#durable = durable;
  }

  /** How many messages it may hold, at most `limit`: fewer where they are large. */
  capacity(limit: number): number {
    return Math.max(1, Math.min(limit, Math.floor(MOST_BYTES / this.#averageSize)));
  }

  /** Keeps what is held alive, by a sign of life every third of `ackWait` milliseconds. */
  keepAlive(ackWait: number): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = setInterval(() => {
      const due = performance.now() - ackWait / 6;
      for (const delivery of this.#held) if (delivery.seenAt < due) delivery.working();
    }, ackWait / 3).unref();
  }

  receive(message: Msg): void {
    const delivery = new Delivery(message, (settled) => this.#held.delete(settled));
    if (this.#ending) {
      delivery.nak();
      return;
    }
    this.#held.add(delivery);
    this.#averageSize += (Math.max(1, message.data.length) - this.#averageSize) * WEIGHT;
    if (delivery.info.count > 1) {
      count('messagesRedelivered', { queue: this.#durable });
      this.#returned.push(delivery);
    } else {
      this.#fresh.push(delivery);
    }
  }

  /** How many messages are held, in hand or waiting. */
  get size(): number {
    return this.#held.size;
  }

  /** When the oldest of them was stored, milliseconds since 1970; undefined when none is held. */
  get oldest(): number | undefined {
    let oldest: number | undefined;
    for (const { info } of this.#held) oldest = Math.min(oldest ?? info.storedAt, info.storedAt);
    return oldest;
  }

  /**
   * Takes what waits, at most `most` messages: those that came before first, and alone. A batch belongs to one drive, so
   * that what is published meanwhile belongs to it too. Empty when nothing waits.
   */
  take(most: number): readonly Delivery[] {
    const queue = this.#returned.length > 0 ? this.#returned : this.#fresh;
    const drive = driveOf(queue[0]);
    let size = 0;
    while (size < most && size < queue.length && driveOf(queue[size]) === drive) size++;
    const batch = queue.slice(0, size);
    if (queue === this.#returned) this.#returned = queue.slice(size);
    else this.#fresh = queue.slice(size);
    return batch;
  }

  /** Hands everything back that waits, and from now on whatever was on its way still. */
  handBackWaiting(): void {
    this.#ending = true;
    for (const delivery of [...this.#returned, ...this.#fresh]) delivery.nak();
    this.#returned = [];
    this.#fresh = [];
  }

  /** Hands everything back, also what is in hand, and ends. */
  close(): void {
    this.handBackWaiting();
    for (const delivery of this.#held) delivery.nak();
    clearInterval(this.#heartbeat);
  }
}

const driveOf = (delivery: Delivery | undefined) => delivery?.header(HEADER.drive);
