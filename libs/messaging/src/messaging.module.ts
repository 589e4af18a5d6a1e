import type { ServiceName } from '@arbiter/contracts';
import { type BaseConfig, CONFIG, TRANSPORTS } from '@arbiter/service';
import { HealthChecks } from '@arbiter/service/run';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Broker } from './connection/broker.ts';
import { Slots } from './connection/slots.ts';
import { Attempts } from './consume/attempts.ts';
import { type ConsumerContext, DEFAULT_PATIENCE, type Patience } from './consume/consumer-context.ts';
import { Consumers } from './consume/consumers.ts';
import { DeadLetterWriter } from './consume/dead-letter-writer.ts';
import { Gate } from './consume/gate.ts';
import { Advisories } from './dead-letters/advisories.ts';
import { ConsumerLag } from './dead-letters/consumer-lag.ts';
import { StreamRoom } from './provision/stream-room.ts';
import { DeadLetters } from './dead-letters/dead-letters.ts';
import { Events } from './publish/events.ts';
import { Publisher } from './publish/publisher.ts';
import { Queries } from './queries/queries.ts';
import { QueryServer } from './queries/transport.ts';

/** The variables that messaging reads. */
export type MessagingConfig = Pick<
  BaseConfig,
  'ARBITER_NATS_URL' | 'ARBITER_WORKER_MAX_JOBS' | 'ARBITER_WORKER_JOB_TIMEOUT' | 'ARBITER_WORKER_RETRY_ATTEMPTS'
>;

/** What may be other than usual. */
export interface MessagingOptions {
  readonly patience?: Partial<Patience>;
  /** Time that handlers have at the end for what is in hand, milliseconds; below the service's own grace period. */
  readonly grace?: number;
}

const GRACE = 20_000;

/** Messaging for one service: `Events`, `Queries`, and every `@Consumes` and `@Answers` of its providers. */
@Module({})
export class MessagingModule implements OnModuleInit, OnApplicationShutdown {
  readonly #broker: Broker;
  readonly #consumers: Consumers;
  readonly #health: HealthChecks;

  constructor(
    @Inject(Broker) broker: Broker,
    @Inject(Consumers) consumers: Consumers,
    @Inject(HealthChecks) health: HealthChecks,
  ) {
    this.#broker = broker;
    this.#consumers = consumers;
    this.#health = health;
  }

  static forService(service: ServiceName, options: MessagingOptions = {}): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        {
          provide: Broker,
          inject: [CONFIG],
          useFactory: ({ ARBITER_NATS_URL: servers }: MessagingConfig) =>
            new Broker({ name: service, servers }).start(),
        },
        { provide: Publisher, inject: [Broker], useFactory: (broker: Broker) => new Publisher(broker) },
        { provide: Events, inject: [Publisher], useFactory: (publisher: Publisher) => new Events(service, publisher) },
        { provide: Queries, inject: [Broker], useFactory: (broker: Broker) => new Queries(broker) },
        { provide: StreamRoom, inject: [Broker], useFactory: (broker: Broker) => new StreamRoom(broker) },
        { provide: ConsumerLag, inject: [Broker], useFactory: (broker: Broker) => new ConsumerLag(broker) },
        {
          provide: DeadLetters,
          inject: [Broker, Publisher],
          useFactory: (broker: Broker, publisher: Publisher) => new DeadLetters(broker, publisher),
        },
        {
          provide: Advisories,
          inject: [Broker, Publisher],
          useFactory: (broker: Broker, publisher: Publisher) => new Advisories(broker, publisher),
        },
        {
          provide: TRANSPORTS,
          inject: [Broker],
          useFactory: (broker: Broker) => [{ strategy: new QueryServer(broker, service) }],
        },
        {
          provide: Consumers,
          inject: [DiscoveryService, MetadataScanner, Broker, Publisher, CONFIG],
          useFactory: (
            discovery: DiscoveryService,
            scanner: MetadataScanner,
            broker: Broker,
            publisher: Publisher,
            config: MessagingConfig,
          ) => {
            const context = contextOf(service, broker, publisher, config, options);
            return new Consumers(discovery, scanner, context, options.grace ?? GRACE);
          },
        },
      ],
      exports: [Broker, Events, Queries, DeadLetters, Advisories, ConsumerLag, StreamRoom, TRANSPORTS],
    };
  }

  onModuleInit(): void {
    this.#health.add('broker', async () => {
      await this.#broker.check();
      const missing = this.#consumers.all.find(({ ready }) => !ready);
      if (missing) throw new Error(`consumer ${missing.durable} is not there yet`);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#broker.close();
  }
}

function contextOf(
  service: ServiceName,
  broker: Broker,
  publisher: Publisher,
  config: MessagingConfig,
  { patience }: MessagingOptions,
): ConsumerContext {
  return {
    service,
    broker,
    attempts: new Attempts(broker),
    deadLetters: new DeadLetterWriter(service, broker, publisher),
    gate: new Gate(),
    jobs: new Slots(config.ARBITER_WORKER_MAX_JOBS),
    maxJobs: config.ARBITER_WORKER_MAX_JOBS,
    patience: {
      ...DEFAULT_PATIENCE,
      jobTimeout: config.ARBITER_WORKER_JOB_TIMEOUT * 1000,
      retryAttempts: config.ARBITER_WORKER_RETRY_ATTEMPTS,
      ...patience,
    },
  };
}
