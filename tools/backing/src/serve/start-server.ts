import { ProgramNotFound } from '../find/find-program.ts';
import type { ServerName } from '../server-name.ts';
import type { RunningServer } from './running-server.ts';
import type { ServeOptions } from './serve-options.ts';
import { dockerWithEngine, startContainer } from './start-container.ts';
import { startNats } from './start-nats.ts';
import { startPostgres } from './start-postgres.ts';
import { startRedis } from './start-redis.ts';

const STARTERS = { postgres: startPostgres, nats: startNats, redis: startRedis } as const;

/**
 * Finds, fetches where needed, and runs one server; resolves when it answers. Where there is no program for this system
 * but a Docker engine, it runs in a container. Throws `ProgramNotFound` where there is neither.
 */
export async function startServer(name: ServerName, options: ServeOptions): Promise<RunningServer> {
  try {
    return await STARTERS[name](options);
  } catch (error) {
    if (!(error instanceof ProgramNotFound)) throw error;
    const docker = await dockerWithEngine();
    if (docker === undefined) throw new ProgramNotFound(`${error.message}\nNo Docker engine answers either.`);
    return startContainer(docker, name, options);
  }
}
