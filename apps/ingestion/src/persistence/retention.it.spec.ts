import { Database, Retention, migrate } from '@arbiter/persistence';
import { loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type Servers, startServers } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { ingestionConfig } from '../ingestion.config.ts';
import { IngestionModule } from '../ingestion.module.ts';
import { schema } from './schema.ts';

const DAY = 86_400_000;

describe('words as they came', () => {
  let servers: Servers;
  let app: INestApplication;
  let database: Database;

  beforeAll(async () => {
    servers = await startServers();
    const config = loadConfig(ingestionConfig, {
      ARBITER_DATABASE_URL: servers.databaseUrl,
      ARBITER_NATS_URL: servers.natsUrl,
      ARBITER_RETENTION_RAW_TEXT_DAYS: '30',
    });
    await migrate(schema, config);
    app = await createService({ name: 'ingestion', module: IngestionModule, config: ingestionConfig }, config);
    database = app.get(Database, { strict: false });
    await database.query(
      `insert into commit (forge, repository_id, sha, delivery_id, repository_name, message, truncated, authored_at)
       values ('github', '1', 'a1', gen_random_uuid(), 'octo/hello', 'her words', false, '2026-11-18T10:00:00Z')`,
    );
  });
  afterAll(async () => {
    await app.close();
    await servers.close();
  });

  it('are kept for as many days as the operator says, and then emptied; what they were of stays', async () => {
    const words = () => database.query('select sha, message from commit');
    await app.get(Retention).run(Date.now() + 29 * DAY);
    expect(await words()).toEqual([{ sha: 'a1', message: 'her words' }]);
    await app.get(Retention).run(Date.now() + 31 * DAY);
    expect(await words()).toEqual([{ sha: 'a1', message: '' }]);
  });
});
