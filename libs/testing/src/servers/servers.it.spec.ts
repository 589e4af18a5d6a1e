import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pingNats, pingPostgres, pingRedis } from '@arbiter/backing';
import { Client } from 'pg';
import { freshDatabase } from './fresh-database.ts';
import { ownPostgres } from './own-server.ts';
import { type Servers, startServers } from './start-servers.ts';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the servers of a test file', () => {
  let servers: Servers;

  beforeAll(async () => {
    servers = await startServers();
  });
  afterAll(() => servers.close());

  it('answer', async () => {
    await expect(pingNats(servers.natsUrl)).resolves.toBe(servers.nats.version);
    await expect(pingRedis(servers.redisUrl)).resolves.toBe(servers.redis.version);
    await expect(pingPostgres(servers.databaseUrl)).resolves.toMatch(/^\d+/);
  });

  it('share no rows with another file', async () => {
    const other = await freshDatabase();
    await query(servers.databaseUrl, 'create table mine (id int)');
    await expect(query(other.url, 'select from mine')).rejects.toThrow('does not exist');
    await other.drop();
  });

  it('come back on the same port after a crash', async () => {
    const { url } = servers.nats;
    await servers.nats.kill();
    await expect(pingNats(url, 500)).rejects.toThrow();
    await servers.nats.start();
    await expect(pingNats(url)).resolves.toBe(servers.nats.version);
  });
});

describe('a Postgres of its own', () => {
  it('keeps what was committed before it was killed', async () => {
    const postgres = await ownPostgres();
    await query(postgres.url, 'create table kept as select 42 as answer');
    await postgres.kill();
    await postgres.start();
    await expect(query(postgres.url, 'select answer from kept')).resolves.toEqual([{ answer: 42 }]);
    await postgres.close();
  });
});
