import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface FreshDatabase {
  /** Of a superuser, so that tests may create roles and schemas. */
  readonly url: string;
  /** Removes it, also while somebody is connected. */
  drop(): Promise<void>;
}

/**
 * Creates an empty database of its own in the Postgres that all test files of a jest run share. Test files therefore
 * never see each other's rows; roles, however, belong to the whole server.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = await sharedPostgres();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(server, `drop database if exists ${name} with (force)`) };
}

/** The URL of the shared server, which is started when the first test asks. */
async function sharedPostgres(): Promise<string> {
  const door = process.env['ARBITER_TEST_POSTGRES'];
  if (door === undefined) throw new Error('No shared Postgres: run the tests by jest with the root jest.config.mjs.');
  const response = await fetch(door);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

async function execute(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
