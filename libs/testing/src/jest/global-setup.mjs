import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts the process that gives all tests of this run one Postgres. It costs nothing until a test asks.
 * Plain JavaScript: jest loads it outside of its own module system.
 */
export default async function globalSetup() {
  const script = fileURLToPath(new URL('shared-postgres.ts', import.meta.url));
  const server = spawn(
    process.execPath,
    ['--conditions=@arbiter/source', '--disable-warning=ExperimentalWarning', script],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const [line] = await once(server.stdout, 'data');
  process.env['ARBITER_TEST_POSTGRES'] = String(line).trim();
  globalThis.arbiterTestPostgres = server;
}
