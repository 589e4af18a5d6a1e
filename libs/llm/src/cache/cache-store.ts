/** What the cache needs of Redis. Each call fails at once where Redis is away. */
export interface CacheStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** The newest entries of a list. */
  list(key: string): Promise<string[]>;
  /** Adds an entry in front, and forgets the oldest beyond `most`. */
  push(key: string, value: string, most: number, ttlSeconds: number): Promise<void>;
}
