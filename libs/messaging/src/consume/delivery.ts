import type { Msg } from '@nats-io/nats-core';
import { headersIn } from '../wire/headers.ts';

/** Where a delivered message stands, from the reply subject that JetStream gives it. */
export interface DeliveryInfo {
  readonly stream: string;
  readonly sequence: number;
  /** How often it was delivered, this time included. */
  readonly count: number;
  /** When it was stored, milliseconds since 1970. */
  readonly storedAt: number;
}

const ACK = '+ACK';
const NAK = '-NAK';
const WORKING = '+WPI';

/**
 * One delivered message, until it is settled: acknowledged or handed back. Settling it twice does nothing, as does
 * settling a delivery that the server has given to somebody else meanwhile.
 */
export class Delivery {
  readonly message: Msg;
  readonly info: DeliveryInfo;
  /** The last sign of life that the server has of it, `performance.now()`. */
  seenAt = performance.now();
  readonly #settled: (delivery: Delivery) => void;
  #done = false;
  #headers: ReadonlyMap<string, string> | undefined;

  constructor(message: Msg, settled: (delivery: Delivery) => void) {
    this.message = message;
    this.info = infoOf(message.reply ?? '');
    this.#settled = settled;
  }

  get settled(): boolean {
    return this.#done;
  }

  /** A header's value; undefined where it is missing or empty. */
  header(name: string): string | undefined {
    this.#headers ??= headersIn(this.message);
    const value = this.#headers.get(name);
    return value === '' ? undefined : value;
  }

  /** It is done with. */
  ack(): void {
    this.#settle(ACK);
  }

  /** Hands it back, to be delivered again after `delay` milliseconds. */
  nak(delay = 0): void {
    this.#settle(delay > 0 ? `${NAK} ${JSON.stringify({ delay: Math.round(delay) * 1_000_000 })}` : NAK);
  }

  /** Tells the server that it is still being worked on. */
  working(): void {
    if (this.#done) return;
    this.seenAt = performance.now();
    this.message.respond(WORKING);
  }

  #settle(answer: string): void {
    if (this.#done) return;
    this.#done = true;
    this.message.respond(answer);
    this.#settled(this);
  }
}

/**
 * `$JS.ACK.<stream>.<consumer>.<count>.<stream seq>.<consumer seq>.<nanoseconds>.<pending>`; newer servers put domain and
 * account before the stream.
 */
function infoOf(reply: string): DeliveryInfo {
  const words = reply.split('.');
  const at = words.length > 9 ? 4 : 2;
  return {
    stream: words[at] ?? '',
    count: Number(words[at + 2]),
    sequence: Number(words[at + 3]),
    storedAt: Math.floor(Number(words[at + 5]) / 1_000_000),
  };
}
