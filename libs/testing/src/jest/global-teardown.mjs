import { once } from 'node:events';

/** Ends the shared Postgres, and waits until its data are removed. */
export default async function globalTeardown() {
  const server = globalThis.arbiterTestPostgres;
  if (server === undefined || server.exitCode !== null) return;
  server.stdin.end();
  await once(server, 'exit');
}
