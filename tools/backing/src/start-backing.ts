import { mkdir, rm } from 'node:fs/promises';
import { URL_VARIABLES, useServer } from './serve/external-server.ts';
import type { RunningServer } from './serve/running-server.ts';
import type { ServeOptions } from './serve/serve-options.ts';
import { startServer } from './serve/start-server.ts';
import { temporaryFolder } from './serve/temporary-folder.ts';
import { SERVER_NAMES, type ServerName } from './server-name.ts';

export interface BackingOptions extends Omit<ServeOptions, 'folder' | 'port' | 'temporary'> {
  /** Where data and logs are kept; without it they are temporary and are gone after `close`. */
  readonly dataFolder?: string | undefined;
  /** "usual" takes 5432, 4222 and 6379 where they are free. */
  readonly ports?: 'free' | 'usual';
  /** The operator's variables; a server that one of them names is used as it is. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Backing extends Readonly<Record<ServerName, RunningServer>> {
  /** Ends all of them in order; temporary data are removed. */
  close(): Promise<void>;
}

const USUAL_PORTS: Readonly<Record<ServerName, number>> = { postgres: 5432, nats: 4222, redis: 6379 };

/**
 * Finds, fetches where needed, and runs Postgres, NATS and Redis, all three at once; resolves when all answer. If one
 * cannot be had, those that run are ended again and its error is thrown.
 */
export async function startBacking(options: BackingOptions = {}): Promise<Backing> {
  const { dataFolder, ports = 'free', env = process.env, ...rest } = options;
  const folder = dataFolder ?? (await temporaryFolder());
  await mkdir(folder, { recursive: true });
  const settled = await Promise.allSettled(
    SERVER_NAMES.map((name) => {
      const url = env[URL_VARIABLES[name]];
      if (url !== undefined && url !== '') return useServer(name, url);
      const port = ports === 'usual' ? USUAL_PORTS[name] : 0;
      return startServer(name, { ...rest, folder, port, temporary: dataFolder === undefined });
    }),
  );
  const running = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(running.map((server) => server.close()));
    if (dataFolder === undefined) await rm(folder, { recursive: true, force: true });
  };
  const failures = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  if (failures.length > 0) {
    await close();
    throw new Error(failures.map(({ message }) => message).join('\n'));
  }
  const named = Object.fromEntries(running.map((server) => [server.name, server])) as Record<ServerName, RunningServer>;
  return { ...named, close };
}
