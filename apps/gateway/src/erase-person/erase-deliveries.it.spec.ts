import { Database, PersistenceModule, migrate } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type FreshDatabase, type OwnServer, freshDatabase, freshRedis } from '@arbiter/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type INestApplication, Module } from '@nestjs/common';
import { Redis } from 'ioredis';
import { gatewayConfig } from '../gateway.config.ts';
import { gatewaySchema } from '../persistence/schema.ts';
import { EraseDeliveries } from './erase-deliveries.ts';
import { erasing } from './erasing.ts';

const redis: { server?: OwnServer; client?: Redis } = {};

@Module({
  imports: [PersistenceModule.forSchema(gatewaySchema)],
  providers: [...erasing, { provide: Redis, useFactory: () => redis.client }],
})
class Room {}

let fresh: FreshDatabase;
let app: INestApplication;
let database: Database;

beforeAll(async () => {
  [fresh, redis.server] = await Promise.all([freshDatabase(), freshRedis()]);
  redis.client = new Redis(redis.server.url);
  const config = loadConfig(gatewayConfig, { ARBITER_DATABASE_URL: fresh.url });
  await migrate(gatewaySchema, config);
  app = await createService({ name: 'gateway', module: Room, config: gatewayConfig }, config);
  database = app.get(Database, { strict: false });
});
afterAll(async () => {
  await app.close();
  redis.client?.disconnect();
  await redis.server?.close();
  await fresh.drop();
});

const traces = [
  { kind: 'email', value: 'quilla@marshbourne.example' },
  { kind: 'name', value: 'Quilla Marshbourne' },
] as const;

async function keep(name: string, status: string, document: object): Promise<void> {
  await database.query(
    `insert into delivery (id, source, event, hook_id, sender_id, digest, format, size, status, received_at, body)
     values (gen_random_uuid(), 'github', 'push', '1', $1, $1, 'json', 9, $2, now(), $3)`,
    [name, status, Buffer.from(JSON.stringify(document))],
  );
}

test('what nobody understood goes as a whole where it names the person; what others did stays', async () => {
  const words = 'Quilla Marshbourne <quilla@marshbourne.example> on zanthoxyl';
  await keep('odd', 'quarantined', { ref: 5, commits: words });
  await keep('other', 'quarantined', { ref: 5, commits: 'Marsh' });
  await keep('push', 'accepted', { commits: [{ id: 'a', message: words, author: { email: 'john@example.org' } }] });

  const { erased } = await app.get(EraseDeliveries).erase({ personIds: [], traces: [...traces], writings: [] });

  expect(erased).toMatchObject({ deliveries: 2 });
  const rows = await database.query<{ name: string; body: string | null }>(
    `select sender_id as name, convert_from(body, 'utf8') as body from delivery order by 1`,
  );
  expect(rows).toMatchObject([
    { name: 'odd', body: null },
    { name: 'other', body: '{"ref":5,"commits":"Marsh"}' },
    { name: 'push' },
  ]);
  expect(rows[2]?.body).toContain('on zanthoxyl');
  expect(JSON.stringify(rows)).not.toMatch(/quilla/i);
});
