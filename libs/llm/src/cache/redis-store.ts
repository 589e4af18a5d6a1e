import type { Redis } from 'ioredis';
import type { CacheStore } from './cache-store.ts';

/** The cache's entries in Redis, each with its end. */
export class RedisStore implements CacheStore {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  get(key: string): Promise<string | null> {
    return this.#redis.get(key);
  }

  async set(key: string, value: string, ttlSeconds: number): Promise<void> {
    await this.#redis.set(key, value, 'EX', ttlSeconds);
  }

  list(key: string): Promise<string[]> {
    return this.#redis.lrange(key, 0, -1);
  }

  async push(key: string, value: string, most: number, ttlSeconds: number): Promise<void> {
    await this.#redis
      .multi()
      .lpush(key, value)
      .ltrim(key, 0, most - 1)
      .expire(key, ttlSeconds)
      .exec();
  }
}
