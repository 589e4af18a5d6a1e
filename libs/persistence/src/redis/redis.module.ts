import { type BaseConfig, CONFIG, SERVICE_NAME } from '@arbiter/service';
import { HealthChecks } from '@arbiter/service/run';
import { logger } from '@arbiter/telemetry';
import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';

/**
 * A Redis that fails at once where it is away: whoever uses it goes on without. ioredis's own defaults queue commands and
 * retry them for tens of seconds.
 */
export function connectRedis(service: string, config: BaseConfig): Redis {
  const redis = new Redis(config.ARBITER_REDIS_URL, {
    connectionName: `arbiter-${service}`,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 500,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(100 * 2 ** attempt, 2_000),
  });
  let away = false;
  redis.on('error', (error) => {
    if (!away) logger('redis').warn({ error }, 'redis is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) logger('redis').info('redis is back');
    away = false;
  });
  return redis;
}

/** Redis for cache and counters: never for anything that must not be lost. */
@Module({
  providers: [{ provide: Redis, inject: [SERVICE_NAME, CONFIG], useFactory: connectRedis }],
  exports: [Redis],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(
    private readonly redis: Redis,
    health: HealthChecks,
  ) {
    health.add('redis', async () => {
      await this.redis.ping();
    });
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
