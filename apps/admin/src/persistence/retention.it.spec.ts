import { Database, PersistenceModule, Retention, migrate, retentionOf } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type FreshDatabase, freshDatabase } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { type AdminConfig, adminConfig } from '../admin.config.ts';
import { RetentionRepository } from './retention.repository.ts';
import { schema } from './schema.ts';

const DAY = 86_400_000;

@Module({
  imports: [PersistenceModule.forSchema(schema)],
  providers: [
    RetentionRepository,
    retentionOf(RetentionRepository, (config: AdminConfig) => config.ARBITER_RETENTION_JOURNAL_DAYS),
  ],
})
class Room {}

describe('the journal', () => {
  let fresh: FreshDatabase;
  let app: INestApplication;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    const config = loadConfig(adminConfig, { ARBITER_DATABASE_URL: fresh.url, ARBITER_RETENTION_JOURNAL_DAYS: '365' });
    await migrate(schema, config);
    app = await createService({ name: 'admin', module: Room, config: adminConfig }, config);
    database = app.get(Database, { strict: false });
    await database.query(`
      with j as (insert into journey (id, key) select gen_random_uuid(), k from unnest('{old,long}'::text[]) as k returning id, key)
      insert into step (journey, fact, at, leg)
      select id, 0, now(), 1 from j union all select id, 0, now() + interval '300 days', 2 from j where key = 'long'`);
    await database.query(`
      insert into dead_letter (id, service, subject, event_id, error, attempts, at, journeys, keys)
      values (1, 'review', 's', 'e', 'what went wrong', 3, now(), '{}', '{}')`);
  });
  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const left = async () => {
    const [row] = await database.query<{ journeys: string[]; steps: number; letters: number }>(
      `select (select array_agg(key order by key) from journey) as journeys, (select count(*)::int from step) as steps,
              (select count(*)::int from dead_letter) as letters`,
    );
    return row;
  };

  it('is kept for as many days as the operator says; a journey stays as long as one of its steps', async () => {
    await app.get(Retention).run(Date.now() + 364 * DAY);
    expect(await left()).toEqual({ journeys: ['long', 'old'], steps: 3, letters: 1 });
    await app.get(Retention).run(Date.now() + 366 * DAY);
    expect(await left()).toEqual({ journeys: ['long'], steps: 1, letters: 0 });
  });
});
