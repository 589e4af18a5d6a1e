import { ClientNats, ServerNats } from '@nestjs/microservices';
import type { Broker } from '../connection/broker.ts';
import { BorrowedConnection } from './borrowed-connection.ts';

/** Nest's NATS server on the service's connection. The services of one name share the questions. */
export class QueryServer extends ServerNats {
  readonly #broker: Broker;

  constructor(broker: Broker, service: string) {
    super({ queue: service });
    this.#broker = broker;
  }

  override async createNatsClient(): Promise<BorrowedConnection> {
    return new BorrowedConnection(await this.#broker.connected());
  }

  /** Does not wait for the broker: a service starts without it. */
  override listen(callback: (error?: unknown) => void): Promise<void> {
    void super.listen((error?: unknown) => {
      if (error instanceof Error) this.handleError(error.message);
    });
    callback();
    return Promise.resolve();
  }
}

/** Nest's NATS client on the service's connection. */
export class QueryClient extends ClientNats {
  readonly #broker: Broker;

  constructor(broker: Broker) {
    super({});
    this.#broker = broker;
  }

  override async createClient(): Promise<BorrowedConnection> {
    return new BorrowedConnection(await this.#broker.connected());
  }
}
