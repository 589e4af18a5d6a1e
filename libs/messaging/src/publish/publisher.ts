import { setTimeout as delay } from 'node:timers/promises';
import { DependencyDown } from '@arbiter/service';
import type { MsgHdrs } from '@nats-io/nats-core';
import { backOff } from '../connection/back-off.ts';
import type { Broker } from '../connection/broker.ts';
import { Slots } from '../connection/slots.ts';
import { Acknowledgements, Refused } from './acknowledgements.ts';
import { EventTooLarge } from './errors.ts';

/** Time within which the broker has to be there and willing, or counts as down, milliseconds. */
const PATIENCE = 2_000;

/** Time that a broker that is there may take to acknowledge: a busy machine is not an outage. */
const PATIENCE_WITH_THE_BUSY = 5_000;

/** Messages that may wait for their acknowledgement at once. */
export const IN_FLIGHT = 256;

/** JetStream's code for a message that the stream will never take. */
const MESSAGE_SIZE_EXCEEDS_MAXIMUM = 10_054;

/** One message for a stream. Its headers hold `Nats-Msg-Id`, so that trying again stores it once. */
export interface StreamMessage {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly headers: MsgHdrs;
}

/** Stores messages in streams, each acknowledged, many at a time. */
export class Publisher {
  readonly #broker: Broker;
  readonly #acknowledgements: Acknowledgements;
  readonly #slots = new Slots(IN_FLIGHT);

  constructor(broker: Broker) {
    this.#broker = broker;
    this.#acknowledgements = new Acknowledgements(broker);
  }

  /**
   * Stores one message.
   * @throws DependencyDown when that does not succeed: broker away, no leader or stream full for two seconds, or no word
   *   for five
   * @throws EventTooLarge
   */
  async store(message: StreamMessage): Promise<void> {
    const turn = this.#slots.take();
    if (turn) await turn;
    try {
      await this.#insist(message, Date.now());
    } finally {
      this.#slots.give();
    }
  }

  async #insist(message: StreamMessage, started: number): Promise<void> {
    const deadline = started + PATIENCE;
    for (let tries = 0; ; tries++) {
      if (!this.#broker.up) await this.#broker.whenUp(Math.max(0, deadline - Date.now()));
      try {
        await this.#storeOnce(message, started + PATIENCE_WITH_THE_BUSY);
        return;
      } catch (error) {
        if (error instanceof EventTooLarge) throw error;
        const pause = backOff(tries, 50, 500);
        if (Date.now() + pause >= deadline) throw new DependencyDown('broker', error);
        await delay(pause);
      }
    }
  }

  async #storeOnce({ subject, payload, headers }: StreamMessage, deadline: number): Promise<void> {
    const limit = this.#broker.connection.info?.max_payload ?? Infinity;
    if (payload.length > limit) throw new EventTooLarge(subject, payload.length, limit);
    try {
      await this.#acknowledgements.send(subject, payload, headers, deadline);
    } catch (error) {
      const tooLarge =
        (error instanceof Refused && error.code === MESSAGE_SIZE_EXCEEDS_MAXIMUM) ||
        (error instanceof Error && error.message.includes('max_payload size exceeded'));
      if (tooLarge) throw new EventTooLarge(subject, payload.length, limit);
      throw error;
    }
  }
}
