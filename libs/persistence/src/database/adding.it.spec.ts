import { defineConfig, loadConfig } from '@arbiter/service';
import { type FreshDatabase, freshDatabase } from '@arbiter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type OnConflict, adding } from './adding.ts';
import { type SchemaDefinition, workingDataSource } from './data-source.ts';
import { Database } from './database.ts';
import { migrate } from './run-migrations.ts';

class CreateBooks1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table book (id integer primary key, pages integer check (pages > 0))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table book');
  }
}

const library: SchemaDefinition = { schema: 'library', migrations: [CreateBooks1764000000000] };

describe('rows that are hardly ever there', () => {
  let server: FreshDatabase;
  let database: Database;
  /** What each try was told to say. */
  let tries: OnConflict[];

  beforeAll(async () => {
    server = await freshDatabase();
    const config = loadConfig(defineConfig({}), { ARBITER_DATABASE_URL: server.url });
    await migrate(library, config);
    database = new Database(workingDataSource(library, 'library', config));
  });

  beforeEach(async () => {
    tries = [];
    await database.query('delete from book');
  });

  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  const add = (ids: readonly number[], pages = 1) =>
    adding((onConflict) => {
      tries.push(onConflict);
      return database.query(
        `insert into book select id, $2 from unnest($1::int[]) as id order by id ${onConflict} returning id`,
        [ids, pages],
      );
    });

  it('are added at the first try, and answered', async () => {
    expect(await add([1, 2])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(tries).toEqual(['']);
  });

  it('are passed over where they are there, and the others are added', async () => {
    await add([2]);
    expect(await add([1, 2, 3])).toEqual([{ id: 1 }, { id: 3 }]);
    expect(tries).toEqual(['', '', 'on conflict do nothing']);
  });

  it('are added once where they are given twice', async () => {
    expect(await add([1, 1])).toEqual([{ id: 1 }]);
  });

  it('are added once by two at the same time', async () => {
    const ids = Array.from({ length: 2_000 }, (_, id) => id);
    const added = await Promise.all([add(ids), add(ids)]);
    expect(added.flat()).toHaveLength(2_000);
    expect(await database.query('select count(*)::int as books from book')).toEqual([{ books: 2_000 }]);
  });

  it('leave nothing of a first try that failed in a transaction', async () => {
    await add([3]);
    await adding((onConflict) =>
      database.transaction(async (transaction) => {
        await transaction.query('insert into book select max(id) + 1 from book');
        await transaction.query(`insert into book values (3) ${onConflict}`);
      }),
    );
    expect(await database.query('select id from book order by id')).toEqual([{ id: 3 }, { id: 4 }]);
  });

  it('are not tried again for anything else that is wrong', async () => {
    await expect(add([1], 0)).rejects.toMatchObject({ code: '23514' });
    expect(tries).toEqual(['']);
  });
});
