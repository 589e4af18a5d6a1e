import { setTimeout as delay } from 'node:timers/promises';
import { DependencyDown } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection, createInbox } from '@nats-io/nats-core';
import { type ConnectionOptions, connect } from '@nats-io/transport-node';
import { backOff } from './back-off.ts';

/** How to reach the broker. */
export interface BrokerOptions {
  /** The client's name, as the server lists it. */
  readonly name: string;
  readonly servers: readonly string[];
  /** TLS, credentials and the like. */
  readonly connection?: ConnectionOptions;
}

/** Told after the connection came back. `serverChanged`: to another server, or to one that was started anew. */
export type ReconnectListener = (event: { readonly serverChanged: boolean }) => void;

/**
 * The one connection of a service. It never gives up: while the broker is away, `up` is false, and whoever needs it gets
 * `DependencyDown('broker')`, at boot too, so that a service starts without its broker.
 */
export class Broker {
  readonly #options: BrokerOptions;
  readonly #reconnected = new Set<ReconnectListener>();
  readonly #lost = new Set<() => void>();
  readonly #log = logger('broker');
  readonly #first = Promise.withResolvers<NatsConnection>();
  #connection: NatsConnection | undefined;
  #jetstream: JetStreamClient | undefined;
  #manager: Promise<JetStreamManager> | undefined;
  #up = false;
  #closed = false;
  #waiting: PromiseWithResolvers<void> = Promise.withResolvers();

  constructor(options: BrokerOptions) {
    this.#options = options;
  }

  /** Starts connecting, and keeps trying for as long as it takes. */
  start(): this {
    void this.#connect();
    return this;
  }

  /** Whether the broker answers, as far as is known. */
  get up(): boolean {
    return this.#up;
  }

  /** @throws DependencyDown while the broker has never answered */
  get connection(): NatsConnection {
    if (this.#connection === undefined) throw new DependencyDown('broker');
    return this.#connection;
  }

  /** @throws DependencyDown while the broker has never answered */
  get jetstream(): JetStreamClient {
    this.#jetstream ??= jetstream(this.connection);
    return this.#jetstream;
  }

  /** For questions about streams and consumers. */
  manager(): Promise<JetStreamManager> {
    this.#manager ??= jetstreamManager(this.connection, { checkAPI: false });
    return this.#manager;
  }

  /** The connection, once there is one. */
  connected(): Promise<NatsConnection> {
    return this.#first.promise;
  }

  /** @throws DependencyDown when the broker is not up within `patience` milliseconds */
  async whenUp(patience: number): Promise<void> {
    if (this.#up) return;
    const impatience = new AbortController();
    const late = delay(patience, 'late' as const, { signal: impatience.signal }).catch(() => 'late' as const);
    const outcome = await Promise.race([this.#waiting.promise, late]);
    impatience.abort();
    if (outcome === 'late') throw new DependencyDown('broker');
  }

  /** A subject that nobody else has. */
  inbox(): string {
    return createInbox(this.#options.connection?.inboxPrefix);
  }

  /** Calls the listener after each reconnection; answers how to stop that. */
  onReconnect(listener: ReconnectListener): () => void {
    this.#reconnected.add(listener);
    return () => this.#reconnected.delete(listener);
  }

  /** Calls the listener whenever the connection breaks: what was on its way is not answered any more. */
  onLost(listener: () => void): void {
    this.#lost.add(listener);
  }

  /** Asks the server for a sign of life. */
  async check(): Promise<void> {
    if (!this.#up) throw new DependencyDown('broker');
    await this.connection.flush();
  }

  /** Sends what is left and closes. */
  async close(): Promise<void> {
    this.#closed = true;
    const connection = this.#connection;
    if (connection === undefined || connection.isClosed()) return;
    await (this.#up ? connection.drain() : connection.close());
  }

  /** Asked anew after each wait: `close` may have been called meanwhile. */
  #ended(): boolean {
    return this.#closed;
  }

  async #connect(): Promise<void> {
    for (let tries = 0; !this.#ended(); tries++) {
      try {
        const connection = await connect(this.#connectionOptions());
        this.#connection = connection;
        this.#setUp(true);
        this.#first.resolve(connection);
        this.#log.info({ server: connection.getServer(), version: connection.info?.version }, 'broker connected');
        void this.#watch(connection);
        if (this.#ended()) await connection.close();
        return;
      } catch (error) {
        if (tries % 10 === 0) this.#log.warn({ error }, 'broker does not answer, still trying');
        await delay(backOff(tries, 100, 2_000), undefined, { ref: false });
      }
    }
  }

  #connectionOptions(): ConnectionOptions {
    return {
      ...this.#options.connection,
      name: this.#options.name,
      servers: [...this.#options.servers],
      // The default gives up for good after twenty seconds.
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      reconnectJitter: 250,
      // A server that hangs is noticed after at most 30 s.
      pingInterval: 10_000,
      maxPingOut: 2,
      // A stack trace for every request costs more than the request.
      noAsyncTraces: true,
      timeout: 5_000,
    };
  }

  async #watch(connection: NatsConnection): Promise<void> {
    let server = connection.info?.server_id;
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        this.#setUp(false);
        this.#log.warn('broker lost');
        for (const listener of this.#lost) listener();
      } else if (status.type === 'reconnect') {
        const serverChanged = connection.info?.server_id !== server;
        server = connection.info?.server_id;
        this.#setUp(true);
        this.#log.info({ serverChanged }, 'broker back');
        for (const listener of this.#reconnected) listener({ serverChanged });
      } else if (status.type === 'error') {
        this.#log.error({ error: status.error }, 'broker error');
      }
    }
    this.#setUp(false);
  }

  #setUp(up: boolean): void {
    if (this.#up === up) return;
    this.#up = up;
    if (up) this.#waiting.resolve();
    else this.#waiting = Promise.withResolvers();
  }
}
