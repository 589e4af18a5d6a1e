import { Database, PersistenceModule, Retention, migrate, retentionOf } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type FreshDatabase, freshDatabase } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { type GatewayConfig, gatewayConfig } from '../gateway.config.ts';
import { RetentionRepository } from './retention.repository.ts';
import { gatewaySchema } from './schema.ts';

const DAY = 86_400_000;

@Module({
  imports: [PersistenceModule.forSchema(gatewaySchema)],
  providers: [
    RetentionRepository,
    retentionOf(RetentionRepository, (config: GatewayConfig) => config.ARBITER_RETENTION_RAW_TEXT_DAYS),
  ],
})
class Room {}

describe('bodies as they came', () => {
  let fresh: FreshDatabase;
  let app: INestApplication;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    const config = loadConfig(gatewayConfig, {
      ARBITER_DATABASE_URL: fresh.url,
      ARBITER_RETENTION_RAW_TEXT_DAYS: '30',
    });
    await migrate(gatewaySchema, config);
    app = await createService({ name: 'gateway', module: Room, config: gatewayConfig }, config);
    database = app.get(Database, { strict: false });
    await database.query(`
      insert into delivery (id, source, event, hook_id, sender_id, digest, format, size, status, received_at, relayed_at, body)
      select gen_random_uuid(), 'github', 'push', '1', name, name, 'json', 9, status, now(), relayed, 'her words'
      from (values ('relayed', 'accepted', now()), ('waiting', 'accepted', null), ('odd', 'quarantined', null))
        as d (name, status, relayed)`);
  });
  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const withBodies = async () =>
    (
      await database.query<{ name: string }>(
        'select sender_id as name from delivery where body is not null order by sender_id',
      )
    ).map(({ name }) => name);

  it('are emptied after as many days as the operator says, but for what still waits; that they came stays', async () => {
    await app.get(Retention).run(Date.now() + 29 * DAY);
    expect(await withBodies()).toEqual(['odd', 'relayed', 'waiting']);
    await app.get(Retention).run(Date.now() + 31 * DAY);
    expect(await withBodies()).toEqual(['waiting']);
    expect(await database.query('select from delivery')).toHaveLength(3);
  });
});
