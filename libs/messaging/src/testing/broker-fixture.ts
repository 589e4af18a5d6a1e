import type { ServiceName } from '@arbiter/contracts';
import { type ConsumerInfo, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import type { INestApplication } from '@nestjs/common';
import type { ProvisionOptions } from '../provision/provision.ts';
import { type TestService, provisioned, startService } from './start.ts';

/** Quick tries, for tests that wait for several of them. */
export const IMPATIENT = {
  retry: { first: 20, most: 50 },
  hold: { first: 20, most: 100 },
  postpone: { first: 20, most: 1_000, times: 1_000, age: 3_600_000 },
};

/** A NATS server that belongs to the tests of one file. */
export interface TestServer {
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A broker with the tests' journey, and the services that run on it. */
export class BrokerFixture {
  readonly server: TestServer;
  readonly outside: NatsConnection;
  readonly #apps = new Set<INestApplication>();

  private constructor(server: TestServer, outside: NatsConnection) {
    this.server = server;
    this.outside = outside;
  }

  static async on(server: TestServer, options?: ProvisionOptions): Promise<BrokerFixture> {
    return new BrokerFixture(server, await provisioned(server.url, options));
  }

  async service(name: ServiceName, service: Omit<TestService, 'url'> = {}): Promise<INestApplication> {
    const options = { ...service.options, patience: { ...IMPATIENT, ...service.options?.patience } };
    const app = await startService(name, { ...service, url: this.server.url, options });
    this.#apps.add(app);
    return app;
  }

  /** Ends a service as SIGTERM does. */
  async end(app: INestApplication): Promise<void> {
    this.#apps.delete(app);
    await app.close();
  }

  /** Ends all services; the broker stays. */
  async endAll(): Promise<void> {
    await Promise.all([...this.#apps].map((app) => this.end(app)));
  }

  async consumer(stream: string, durable: string): Promise<ConsumerInfo> {
    return (await jetstreamManager(this.outside)).consumers.info(stream, durable);
  }

  /** How many messages a stream holds. */
  async messages(stream: string): Promise<number> {
    return (await (await jetstreamManager(this.outside)).streams.info(stream)).state.messages;
  }

  /** Empties a stream, so that the next test begins with nothing. */
  async purge(...streams: readonly string[]): Promise<void> {
    const manager = await jetstreamManager(this.outside);
    for (const stream of streams) await manager.streams.purge(stream);
  }

  async close(): Promise<void> {
    await this.endAll();
    await this.outside.close();
    await this.server.close();
  }
}
