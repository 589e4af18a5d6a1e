import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../find/find-program.ts';
import { pingRedis } from '../protocol/ping-redis.ts';
import { runServer } from './run-server.ts';
import type { RunningServer } from './running-server.ts';
import type { ServeOptions } from './serve-options.ts';

/** Never evicts: reservations and locks live here besides the cache, whose entries have an end of their own. */
function configuration(port: number, folder: string): string {
  return `
bind 127.0.0.1
port ${port}
dir ${JSON.stringify(folder)}
daemonize no
appendonly yes
appendfsync everysec
save ""
maxmemory 256mb
maxmemory-policy noeviction
`;
}

/** Runs Redis on the loopback interface, with an append-only file. */
export async function startRedis(options: ServeOptions): Promise<RunningServer> {
  const program = await findProgram('redis', options);
  const folder = join(options.folder, 'redis');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const configFile = join(folder, 'redis.conf');
  return runServer(program, options, async (port) => {
    const url = `redis://127.0.0.1:${port}/0`;
    await writeFile(configFile, configuration(port, folder));
    return { url, folder, args: [configFile], stopSignal: 'TERM', ping: () => pingRedis(url, 1_000) };
  });
}
