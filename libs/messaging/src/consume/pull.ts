import { setTimeout as delay } from 'node:timers/promises';
import { JetStreamStatus } from '@nats-io/jetstream/internal';
import { type Msg, type NatsConnection, type Subscription, nanos } from '@nats-io/nats-core';

/** How long a request for messages stays open, and how often an idle server says that it is still there; milliseconds. */
const EXPIRES = 30_000;
const HEARTBEAT = 5_000;

const NO_CONTENT_YET = 100;

/** What a pull fetches, and for whom. */
export interface PullOptions {
  readonly stream: string;
  readonly durable: string;
  /** A subject of our own to receive on. */
  readonly inbox: string;
  /** Takes one message; must not throw. */
  readonly deliver: (message: Msg) => void;
  /** How many messages there is room for, those on their way not counted. */
  readonly room: () => number;
  /** Room below which it is not worth asking. */
  readonly threshold: () => number;
}

/**
 * Asks a durable consumer for as many messages as there is room for.
 *
 * The client library's own `consume()` would do, but for three things: it keeps messages where nobody can send heartbeats
 * for them, it cannot pause, and at its end it drops what is on its way, which then waits for `ack_wait`.
 */
export class Pull {
  readonly #connection: NatsConnection;
  readonly #options: PullOptions;
  readonly #inbox: string;
  readonly #subject: string;
  readonly #subscription: Subscription;
  readonly #watchdog: NodeJS.Timeout;
  /** Messages asked for and not yet here. */
  #expected = 0;
  #heardAt = performance.now();
  #restUntil = 0;
  #closed = false;

  constructor(connection: NatsConnection, options: PullOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#inbox = options.inbox;
    this.#subject = `$JS.API.CONSUMER.MSG.NEXT.${options.stream}.${options.durable}`;
    this.#subscription = connection.subscribe(this.#inbox, {
      callback: (error, message) => {
        if (error === null) this.#receive(message);
      },
    });
    this.#watchdog = setInterval(() => {
      this.#watch();
    }, 1_000).unref();
    this.topUp();
  }

  /** Asks for more, if there is room enough. */
  topUp(): void {
    if (this.#closed || performance.now() < this.#restUntil) return;
    const wanted = this.#options.room() - this.#expected;
    if (wanted <= 0 || wanted < this.#options.threshold()) return;
    this.#expected += wanted;
    const request = { batch: wanted, expires: nanos(EXPIRES), idle_heartbeat: nanos(HEARTBEAT) };
    this.#connection.publish(this.#subject, JSON.stringify(request), { reply: this.#inbox });
  }

  /** Begins anew after a reconnection: the server has forgotten what was asked. */
  restart(): void {
    this.#expected = 0;
    this.#heardAt = performance.now();
    this.#restUntil = 0;
    this.topUp();
  }

  /** Asks for nothing more; what is on its way is still delivered before this resolves. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watchdog);
    if (this.#connection.isClosed()) return;
    // Without a broker there is nothing on its way, and nobody to confirm that.
    await Promise.race([this.#subscription.drain(), delay(1_000, undefined, { ref: false })]);
  }

  #receive(message: Msg): void {
    this.#heardAt = performance.now();
    if (message.subject === this.#inbox) {
      this.#hear(new JetStreamStatus(message));
      return;
    }
    if (this.#expected > 0) this.#expected--;
    this.#options.deliver(message);
  }

  /** A word of the server: a heartbeat, the end of a request, or a refusal. */
  #hear(status: JetStreamStatus): void {
    if (status.code === NO_CONTENT_YET) return;
    this.#expected = Math.max(0, this.#expected - status.parseDiscard().msgsLeft);
    if (status.isRequestTimeout()) {
      this.topUp();
      return;
    }
    // No leader, consumer deleted, too many requests: asking again at once would not help. The watchdog asks.
    this.#expected = 0;
    this.#restUntil = performance.now() + 1_000;
  }

  /** Notices what nobody reports: a request that got lost, a server that forgot. */
  #watch(): void {
    const silent = performance.now() - this.#heardAt > 2.5 * HEARTBEAT;
    if (silent && this.#expected > 0) this.#expected = 0;
    if (silent) this.#heardAt = performance.now();
    this.topUp();
  }
}
