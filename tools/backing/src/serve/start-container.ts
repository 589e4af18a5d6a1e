import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../command.ts';
import { onPath } from '../find/on-machine.ts';
import { pingNats } from '../protocol/ping-nats.ts';
import { pingPostgres } from '../protocol/ping-postgres.ts';
import { pingRedis } from '../protocol/ping-redis.ts';
import type { ServerName } from '../server-name.ts';
import type { RunningServer } from './running-server.ts';
import { runServer } from './run-server.ts';
import type { ServeOptions } from './serve-options.ts';

interface Recipe {
  readonly image: string;
  /** Inside of the container. */
  readonly port: number;
  readonly data: string;
  readonly command: readonly string[];
  readonly url: (port: number, password: string) => string;
  readonly ping: (url: string, timeout: number) => Promise<string>;
}

const RECIPES: Readonly<Record<ServerName, Recipe>> = {
  postgres: {
    image: 'postgres:18-alpine',
    port: 5432,
    data: '/var/lib/postgresql',
    command: ['-c', 'max_connections=200', '-c', 'jit=off'],
    url: (port, password) => `postgresql://arbiter:${password}@127.0.0.1:${port}/arbiter`,
    ping: pingPostgres,
  },
  nats: {
    image: 'nats:2-alpine',
    port: 4222,
    data: '/data',
    command: ['--jetstream', '--store_dir', '/data'],
    url: (port) => `nats://127.0.0.1:${port}`,
    ping: pingNats,
  },
  redis: {
    image: 'redis:8-alpine',
    port: 6379,
    data: '/data',
    command: ['redis-server', '--appendonly', 'yes', '--maxmemory', '256mb', '--maxmemory-policy', 'noeviction'],
    url: (port) => `redis://127.0.0.1:${port}/0`,
    ping: pingRedis,
  },
};

/** The path of `docker` if an engine answers it within 5 s. */
export async function dockerWithEngine(): Promise<string | undefined> {
  const [docker] = await onPath('docker');
  if (docker === undefined) return undefined;
  return runCommand(docker, ['info'], { timeout: 5_000 }).then(
    () => docker,
    () => undefined,
  );
}

/** Runs a server in a container whose data are in a volume named after the folder. The last resort: an image is large. */
export async function startContainer(docker: string, name: ServerName, options: ServeOptions): Promise<RunningServer> {
  const { image, data, command: serverCommand, ...recipe } = RECIPES[name];
  await runCommand(docker, ['image', 'inspect', image]).catch(async () => {
    options.onProgress?.(`Pulling the image ${image}`);
    await runCommand(docker, ['pull', '--quiet', image], { timeout: 15 * 60_000 });
  });
  const folder = join(options.folder, name);
  await mkdir(folder, { recursive: true });
  const password = await keptPassword(join(folder, 'password'));
  const id = `arbiter-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}-${name}`;
  const env = { POSTGRES_USER: 'arbiter', POSTGRES_PASSWORD: password };
  const program = { server: name, path: docker, version: image, origin: 'docker', env };
  const server = await runServer(program, options, (port) => {
    const url = recipe.url(port, password);
    const publish = `127.0.0.1:${port}:${recipe.port}`;
    const variables = name === 'postgres' ? Object.keys(env).flatMap((variable) => ['--env', variable]) : [];
    const run = ['run', '--rm', '--name', id, '--publish', publish, '--volume', `${id}:${data}`, ...variables];
    return Promise.resolve({
      url,
      folder,
      args: [...run, image, ...serverCommand],
      stopSignal: 'TERM',
      ping: () => recipe.ping(url, 1_000),
      // Killing the client would leave the container.
      beforeKill: () => attempt(['kill', id]),
      afterClose: () => attempt(['volume', 'rm', id]),
    });
  });
  return Object.defineProperty(server, 'version', { value: await recipe.ping(server.url, 5_000) });

  /** The container or volume may be gone already. */
  async function attempt(command: readonly string[]): Promise<void> {
    await runCommand(docker, command).catch(() => undefined);
  }
}

async function keptPassword(file: string): Promise<string> {
  await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return readFile(file, 'utf8');
}
