import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Arbiter, startArbiter } from '../../arbiter.ts';
import type { Pipeline } from '../pipeline.ts';
import { SCHEMA, WITHOUT_UPKEEP } from './tables.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..', '..', '..');
const WORKERS = ['ingestion', 'identity', 'review', 'cost-accounting', 'notifier', 'admin'];
const SECRET = 'the bare pipeline’s own secret';
/** What the journal notes of a commit: ingested, attributed, analyzed, usage recorded, usage priced. */
const STEPS_OF_A_COMMIT = 5;

/** The same journey by plain clients: as many processes, the same servers, streams and consumers, tables like its own. */
export async function startBarePipeline(): Promise<Pipeline> {
  const arbiter = await startArbiter(['--backing-only']);
  const { postgres, nats } = arbiter.state.backing;
  const database = new pg.Pool({ connectionString: postgres.url, max: 1 });
  // The server may end before the connection has said goodbye.
  database.on('error', () => undefined);
  await prepare(arbiter, database);
  const options = { execArgv: ['--conditions=@arbiter/source'] };
  const gateway = fork(
    join(ROOT, 'tools/bench/src/gateway/bare-gateway.ts'),
    [postgres.url, SECRET, nats.url],
    options,
  );
  const workers = WORKERS.map((name) =>
    fork(join(import.meta.dirname, 'worker.ts'), [name, postgres.url, nats.url], options),
  );
  const all = [gateway, ...workers];
  const [[port]] = (await Promise.all(all.map((child) => once(child, 'message')))) as [[number]];
  await database.query(WITHOUT_UPKEEP);
  return {
    gateway: `http://127.0.0.1:${String(port)}`,
    secret: SECRET,
    pids: pidsOf(all, arbiter),
    completeCommits: async (deliveries) => {
      const { rows } = await database.query<{ steps: string }>(
        `select complete as steps from bench.tally where forge = 'bare'`,
      );
      return (Number(rows[0]?.steps ?? 0) - deliveries) / STEPS_OF_A_COMMIT;
    },
    close: async () => {
      await database.end();
      for (const child of all) child.kill();
      await arbiter.close();
    },
  };
}

/** Arbiter's own streams and consumers, and tables like its own. */
async function prepare({ state }: Arbiter, database: pg.Pool): Promise<void> {
  const { postgres, nats, redis } = state.backing;
  const servers = { ARBITER_DATABASE_URL: postgres.url, ARBITER_NATS_URL: nats.url, ARBITER_REDIS_URL: redis.url };
  const options = { env: { ...process.env, ...servers } };
  await database.query(SCHEMA);
  await promisify(execFile)(process.execPath, [join(ROOT, 'apps/admin/dist/provision.js')], options);
}

function pidsOf(all: readonly ChildProcess[], { state }: Arbiter): Record<string, number> {
  const apps = ['gateway', ...WORKERS].map((name, index) => [name, all[index]?.pid ?? 0] as const);
  return { ...Object.fromEntries(apps), postgres: state.backing.postgres.pid, nats: state.backing.nats.pid };
}
