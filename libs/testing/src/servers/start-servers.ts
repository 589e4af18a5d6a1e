import { type FreshDatabase, freshDatabase } from './fresh-database.ts';
import { type OwnServer, freshNats, freshRedis } from './own-server.ts';

export interface Servers {
  readonly natsUrl: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly nats: OwnServer;
  readonly redis: OwnServer;
  readonly database: FreshDatabase;
  /** Ends and removes all of it. */
  close(): Promise<void>;
}

/** What a test file of a whole service needs: a NATS, a Redis and a database of its own, all at once. */
export async function startServers(): Promise<Servers> {
  const [nats, redis, database] = await Promise.all([freshNats(), freshRedis(), freshDatabase()]);
  return {
    natsUrl: nats.url,
    databaseUrl: database.url,
    redisUrl: redis.url,
    nats,
    redis,
    database,
    close: async () => {
      await Promise.all([nats.close(), redis.close(), database.drop()]);
    },
  };
}
