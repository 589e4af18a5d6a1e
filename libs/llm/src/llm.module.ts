import { Queries, jobSignal } from '@arbiter/messaging';
import { connectRedis } from '@arbiter/persistence';
import { type BaseConfig, CONFIG, SERVICE_NAME } from '@arbiter/service';
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RedisStore } from './cache/redis-store.ts';
import type { LlmConfig } from './llm.config.ts';
import { ModelRouter } from './model-router.ts';
import { providersOf } from './providers/catalogue.ts';

/** The cache's own connection: opened only where something paid is worth keeping, and no part of readiness. */
class CacheConnection {
  readonly redis: Redis | undefined;

  constructor(service: string, config: BaseConfig & LlmConfig) {
    const wanted = config.ARBITER_CACHE_TTL_HOURS > 0 && providersOf(config).size > 0;
    this.redis = wanted ? connectRedis(`${service}-llm`, config) : undefined;
  }
}

/** Provides the ModelRouter, made of the app's configuration. */
@Module({
  providers: [
    {
      provide: CacheConnection,
      inject: [SERVICE_NAME, CONFIG],
      useFactory: (service: string, config: BaseConfig & LlmConfig) => new CacheConnection(service, config),
    },
    {
      provide: ModelRouter,
      inject: [CONFIG, Queries, CacheConnection],
      useFactory: (config: BaseConfig & LlmConfig, queries: Queries, { redis }: CacheConnection) =>
        new ModelRouter(config, {
          queries,
          store: redis && new RedisStore(redis),
          atOnce: config.ARBITER_WORKER_MAX_JOBS,
          signal: jobSignal,
        }),
    },
  ],
  exports: [ModelRouter],
})
export class LlmModule implements OnApplicationShutdown {
  constructor(private readonly connection: CacheConnection) {}

  onApplicationShutdown(): void {
    this.connection.redis?.disconnect();
  }
}
