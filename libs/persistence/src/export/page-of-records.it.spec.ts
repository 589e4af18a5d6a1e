import { baseConfig, loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type FreshDatabase, freshDatabase } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../database/database.ts';
import { PersistenceModule } from '../database/persistence.module.ts';
import { migrate } from '../database/run-migrations.ts';
import { pageOfRecords } from './page-of-records.ts';

const schema = { schema: 'held', migrations: [] };
@Module({ imports: [PersistenceModule.forSchema(schema)] })
class Room {}

describe('what is held of somebody', () => {
  let fresh: FreshDatabase;
  let app: INestApplication;
  let database: Database;
  beforeAll(async () => {
    fresh = await freshDatabase();
    const shape = z.object(baseConfig);
    const config = loadConfig(shape, { ARBITER_DATABASE_URL: fresh.url });
    await migrate(schema, config);
    app = await createService({ name: 'held', module: Room, config: shape }, config);
    database = app.get(Database, { strict: false });
  });
  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const everything = async (query: string, parameters: readonly unknown[]) => {
    const pages = [];
    for (let after: string | null | undefined; after !== null;) {
      const { records, next } = await pageOfRecords(database, query, parameters, after);
      pages.push(records);
      after = next;
    }
    return pages;
  };
  const numbers = `select k as kind, lpad(n::text, $2::int, '0') as key, jsonb_build_object('n', n, 'text', repeat('x', $3::int)) as data
                   from unnest('{b,a}'::text[]) k, generate_series(1, $1::int) n`;

  it('comes whole, each thing once, in pages that a message can carry', async () => {
    const pages = await everything(numbers, [700, 6, 2_000]);
    const all = pages.flat();
    expect(all).toHaveLength(1_400);
    expect(new Set(all.map(({ kind, data }) => `${kind} ${String(data['n'])}`)).size).toBe(1_400);
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages) expect(JSON.stringify(page).length).toBeLessThan(700_000);
  });

  it('comes also where one thing fills a page, and where there is none', async () => {
    expect((await everything(numbers, [2, 6, 600_000])).map((page) => page.length)).toEqual([1, 1, 1, 1]);
    expect(await everything(numbers, [0, 6, 1])).toEqual([[]]);
    expect((await everything(numbers, [250, 6, 1])).map((page) => page.length)).toEqual([500]);
  });
});
