import { setTimeout as delay } from 'node:timers/promises';
import { DependencyDown } from '@arbiter/service';
import type { MsgHdrs } from '@nats-io/nats-core';
import { backOff } from '../connection/back-off.ts';
import type { Broker } from '../connection/broker.ts';
import { Slots } from '../connection/slots.ts';
import { Acknowledgements, Refused } from './acknowledgements.ts';
import { EventTooLarge } from './errors.ts';

/** Time within which a message is stored, or the broker counts as down, milliseconds. */
const PATIENCE = 2_000;

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
   * @throws DependencyDown when that does not succeed within two seconds: broker away, no leader, stream full
   * @throws EventTooLarge
   */
  async store(message: StreamMessage): Promise<void> {
    const turn = this.#slots.take();
    if (turn) await turn;
    try {
      await this.#tryUntil(message, Date.now() + PATIENCE);
    } finally {
      this.#slots.give();
    }
  }

  async #tryUntil(message: StreamMessage, deadline: number): Promise<void> {
    for (let tries = 0; ; tries++) {
      if (!this.#broker.up) await this.#broker.whenUp(Math.max(0, deadline - Date.now()));
      try {
        await this.#storeOnce(message, deadline);
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
