import type {
  NatsConnection,
  Payload,
  PublishOptions,
  Status,
  Subscription,
  SubscriptionOptions,
} from '@nats-io/nats-core';

/**
 * The service's one connection, lent to Nest's transport, which would otherwise open and close connections of its own:
 * closing it ends what was subscribed through it, and leaves the connection open.
 */
export class BorrowedConnection {
  readonly #connection: NatsConnection;
  readonly #subscriptions: Subscription[] = [];

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  subscribe(subject: string, options: SubscriptionOptions): Subscription {
    const subscription = this.#connection.subscribe(subject, options);
    if (options.queue !== undefined) this.#subscriptions.push(subscription);
    return subscription;
  }

  publish(subject: string, payload?: Payload, options?: PublishOptions): void {
    this.#connection.publish(subject, payload, options);
  }

  /** Says nothing until the connection closes: the broker's comings and goings are logged where they are handled. */
  async *status(): AsyncGenerator<Status> {
    await this.#connection.closed();
    yield* [];
  }

  async close(): Promise<void> {
    if (this.#connection.isClosed()) return;
    await Promise.all(this.#subscriptions.map((subscription) => subscription.drain()));
  }
}
