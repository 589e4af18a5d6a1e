import { join } from 'node:path';
import { Client } from 'pg';
import { runCommand } from '../command.ts';
import { cacheFolder } from '../find/cache.ts';
import { ProgramNotFound, findProgram } from '../find/find-program.ts';
import type { Program } from '../find/program.ts';
import { readableCopy } from '../find/readable-copy.ts';
import { pingPostgres } from '../protocol/ping-postgres.ts';
import { majorOf } from '../version.ts';
import { copyTemplate, initialise, majorOfData, readPassword } from './postgres-data.ts';
import { runServer } from './run-server.ts';
import type { RunningServer } from './running-server.ts';
import type { ServeOptions } from './serve-options.ts';
import { type ServerUser, makeFolderFor, serverUser } from './server-user.ts';
import { clearStalePostmaster } from './stale-postmaster.ts';

/** For a small machine shared with eight services; what is not named keeps Postgres' own default. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // Tables that grow are looked at once a minute, while the services work. Rows that are only ever added leave nothing to tidy
  // up, and plans by keys are the same after a smaller sample.
  autovacuum_vacuum_insert_threshold: '1000000',
  default_statistics_target: '25',
  jit: 'off',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
} as const;

/**
 * A large batch needs some megabytes for its rows. GNU's allocator would give them back at its end, and have the system
 * clear as many anew for the next one: with a backend a service, keeping so much is cheaper. Other allocators do not listen.
 */
const KEEPING_PAGES = {
  MALLOC_TRIM_THRESHOLD_: String(8 * 2 ** 20),
  MALLOC_MMAP_THRESHOLD_: String(8 * 2 ** 20),
  MALLOC_TOP_PAD_: String(2 ** 20),
} as const;

/** Nothing is forced to disk. A commit is still written to the kernel, so that a crash of the server alone loses nothing. */
const NOT_DURABLE = { fsync: 'off', full_page_writes: 'off' } as const;

/**
 * Runs Postgres on the loopback interface; its data are made when the folder is empty. Never as root. Throws when the
 * data are of a version that is not here any more.
 */
export async function startPostgres(options: ServeOptions): Promise<RunningServer> {
  const wanted = join(options.folder, 'postgres');
  const user = await serverUser(wanted);
  const folder = await makeFolderFor(user, wanted);
  const program = await readableCopy(await findFor(folder, options), user);
  if ((await majorOfData(folder)) === undefined) {
    options.onProgress?.('Making a new database');
    if (options.durable === false) await copyTemplate(program, folder, user, await cacheFolder());
    else await initialise(program, folder, user);
  }
  await clearStalePostmaster(folder);
  const password = await readPassword(folder);
  const settings = Object.entries({
    ...SETTINGS,
    wal_compression: await walCompression(program, folder, user),
    ...(options.durable === false ? NOT_DURABLE : {}),
  });
  const server = await runServer({ ...program, env: { ...KEEPING_PAGES, ...program.env } }, options, (port) => {
    const url = databaseUrl(password, port);
    return Promise.resolve({
      url: url('arbiter'),
      folder,
      args: ['-D', folder, '-p', String(port), ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      user,
      stopSignal: 'INT',
      ping: () => pingPostgres(url('postgres'), 1_000),
    });
  });
  await ensureDatabase(server.url);
  return server;
}

/**
 * How the pages are made small that the log holds whole after each checkpoint: by lz4, for a fraction of the processor time
 * of Postgres' own way. Not every build has it, and no setting tells which: Postgres reads its settings, and refuses or not.
 */
async function walCompression(program: Program, folder: string, user: ServerUser | undefined): Promise<'lz4' | 'on'> {
  const args = ['-D', folder, '-c', 'wal_compression=lz4', '-C', 'wal_compression'];
  const options = { env: { ...process.env, ...program.env }, cwd: '/', timeout: 10_000, ...user };
  return runCommand(program.path, args, options).then(
    () => 'lz4',
    () => 'on',
  );
}

function databaseUrl(password: string, port: number): (database: string) => string {
  return (database) => `postgresql://arbiter:${password}@127.0.0.1:${port}/${database}`;
}

/** Data belong to one major version, so only its programs will do once there are some. */
async function findFor(folder: string, options: ServeOptions): Promise<Program> {
  const major = await majorOfData(folder);
  if (major === undefined) return findProgram('postgres', options);
  try {
    return await findProgram('postgres', { ...options, accept: (version) => majorOf(version) === major });
  } catch (error) {
    if (!(error instanceof ProgramNotFound)) throw error;
    // Not a ProgramNotFound: an empty database elsewhere would be no substitute.
    const [, ...details] = error.message.split('\n');
    throw new Error([`The data in ${folder} are of Postgres ${major}, which is not here.`, ...details].join('\n'));
  }
}

/** Creates the database that the URL names, unless it is there. */
async function ensureDatabase(url: string): Promise<void> {
  const target = new URL(url);
  const database = target.pathname.slice(1);
  target.pathname = '/postgres';
  const client = new Client({ connectionString: target.href, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
