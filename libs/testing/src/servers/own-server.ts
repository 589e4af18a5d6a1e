import { rm } from 'node:fs/promises';
import { type RunningServer, type ServerName, startServer, temporaryFolder } from '@arbiter/backing';

/** A server that belongs to one test file, which may kill it and start it again on the same port and data. */
export interface OwnServer extends RunningServer {
  /** Where it keeps its data. */
  readonly folder: string;
  /** Ends it in order and starts it again. */
  restart(): Promise<void>;
}

/** A NATS with JetStream of its own, so that streams of test files never clash. Call `close` after all. */
export function freshNats(): Promise<OwnServer> {
  return own('nats');
}

/** A Redis of its own. Call `close` after all. */
export function freshRedis(): Promise<OwnServer> {
  return own('redis');
}

/**
 * A Postgres of its own, for tests that kill it; others take `freshDatabase`, which is faster. A crash of the server
 * loses nothing although nothing is forced to disk: the kernel still has it. Call `close` after all.
 */
export function ownPostgres(): Promise<OwnServer> {
  return own('postgres');
}

async function own(name: ServerName): Promise<OwnServer> {
  const folder = await temporaryFolder();
  const server = await startServer(name, { folder, temporary: true, durable: false });
  // Written out, not spread: `pid` changes with every start.
  return {
    folder,
    name: server.name,
    url: server.url,
    version: server.version,
    origin: server.origin,
    get pid() {
      return server.pid;
    },
    start: () => server.start(),
    stop: () => server.stop(),
    kill: () => server.kill(),
    onCrash: (listener) => {
      server.onCrash(listener);
    },
    restart: async () => {
      await server.stop();
      await server.start();
    },
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
