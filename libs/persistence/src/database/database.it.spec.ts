import { DependencyDown, defineConfig, loadConfig } from '@arbiter/service';
import { type FreshDatabase, freshDatabase } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type SchemaDefinition, workingDataSource } from './data-source.ts';
import { Database } from './database.ts';
import { migrate } from './run-migrations.ts';

class CreateNotes1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table note (id integer primary key, text text not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table note');
  }
}

const notes: SchemaDefinition = { schema: 'notes', migrations: [CreateNotes1764000000000] };
const others: SchemaDefinition = { schema: 'others', migrations: [CreateNotes1764000000000] };

describe('a database of schemas', () => {
  let server: FreshDatabase;
  let database: Database;

  const configFor = (url: string) => loadConfig(defineConfig({}), { ARBITER_DATABASE_URL: url });

  beforeAll(async () => {
    server = await freshDatabase();
    const config = configFor(server.url);
    await Promise.all([migrate(notes, config), migrate(notes, config), migrate(others, config)]);
    database = new Database(workingDataSource(notes, 'notes', config));
  });

  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  it('is migrated once, however many migrate at the same time', async () => {
    await migrate(notes, configFor(server.url));
    expect(await database.query('select name from migration')).toHaveLength(1);
  });

  it('writes many rows in one statement', async () => {
    await database.query('insert into note select * from unnest($1::int[], $2::text[])', [
      [1, 2, 3],
      ['a', 'b', 'c'],
    ]);
    expect(await database.query('select text from note order by id')).toEqual([
      { text: 'a' },
      { text: 'b' },
      { text: 'c' },
    ]);
  });

  it('sends arrays of anything as they are', async () => {
    const texts = ['', 'NULL', 'a "quoted" \\ word', "it's {a,b}", 'two\nlines\tand \u00e9 \u{1f642}', '$& $1', null];
    const others = [[1.5, -3, null], [true, false], [new Date('2026-08-03T10:00:00Z')], [Buffer.from('bytes\0')]];
    const [row] = await database.query(
      'select $1::text[] t, $2::float8[] f, $3::bool[] b, $4::timestamptz[] d, $5::bytea[] y',
      [texts, ...others],
    );
    const [f, b, d, y] = others;
    expect(row).toEqual({ t: texts, f, b, d, y });
  });

  it('answers the rows that an insert returns', async () => {
    expect(await database.query(`insert into note values (10, 'ten') returning id`)).toEqual([{ id: 10 }]);
  });

  it('does all of a transaction or none of it', async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.query(`insert into note values (20, 'twenty')`);
      await transaction.query(`insert into note values (20, 'again')`);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await database.query('select * from note where id = 20')).toEqual([]);
  });

  it("keeps a service out of the others' schemas", async () => {
    await expect(database.query('select * from others.note')).rejects.toMatchObject({ code: '42501' });
  });

  it('says that the database is down where nothing answers', async () => {
    const nowhere = new Database(workingDataSource(notes, 'notes', configFor('postgresql://x:y@127.0.0.1:9/none')));
    await expect(nowhere.query('select 1')).rejects.toBeInstanceOf(DependencyDown);
  });

  it('works on after its connections were cut', async () => {
    const sleeping = database.query('select pg_sleep(20)');
    const outcome = expect(sleeping).rejects.toBeInstanceOf(DependencyDown);
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(20)' and pid <> pg_backend_pid()`;
    await asOperator(async (operator) => {
      while ((await operator.query(cut)).rowCount === 0);
    });
    await outcome;
    // The pool may learn of the cut with the next query only.
    const again = () => database.query('select 1 as one');
    expect(await again().catch(again)).toEqual([{ one: 1 }]);
  });

  async function asOperator(work: (operator: Client) => Promise<void>): Promise<void> {
    const operator = new Client({ connectionString: server.url });
    await operator.connect();
    await work(operator);
    await operator.end();
  }
});
