import { Client } from 'pg';

/** The guide's form for SQLAlchemy (`postgresql+asyncpg://…`) means the same database. */
export function plainPostgresUrl(url: string): string {
  return url.replace(/^postgres(?:ql)?\+\w+:/, 'postgresql:');
}

/** Asks a Postgres server for its version. Throws if it does not answer or refuses the credentials. */
export async function pingPostgres(url: string, timeout = 2_000): Promise<string> {
  const client = new Client({
    connectionString: plainPostgresUrl(url),
    connectionTimeoutMillis: timeout,
    query_timeout: timeout,
  });
  // An error after the answer, such as a server that ends right then, is nobody's concern.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version.split(' ')[0] ?? '0';
  } finally {
    await client.end();
  }
}
