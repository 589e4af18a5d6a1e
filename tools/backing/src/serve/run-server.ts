import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from '../find/program.ts';
import { freePort } from './free-port.ts';
import type { RunningServer } from './running-server.ts';
import type { ServeOptions } from './serve-options.ts';
import { type Launch, ServerProcess } from './server-process.ts';

/** What differs between servers once the port is known. */
export type Plan = Pick<Launch, 'args' | 'stopSignal' | 'ping' | 'user' | 'beforeKill'> & {
  readonly url: string;
  /** Where its data are. */
  readonly folder: string;
  /** What else must go when temporary data go. */
  readonly afterClose?: () => Promise<void>;
};

/** Another process may take a free port between our look and the server's start: then the next one is tried. */
const ATTEMPTS = 3;

/** Runs a program on a free port of the loopback interface. Throws with the end of its log if it does not come up. */
export async function runServer(
  program: Program,
  options: ServeOptions,
  planFor: (port: number) => Promise<Plan>,
): Promise<RunningServer> {
  const logs = options.logFolder ?? join(options.folder, 'logs');
  await mkdir(logs, { recursive: true });
  const logFile = join(logs, `${program.server}.log`);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? options.port : 0);
    const { url, folder, afterClose, ...plan } = await planFor(port);
    const server = new ServerProcess({
      ...plan,
      command: program.path,
      env: program.env,
      logFile,
    });
    try {
      await server.start();
    } catch (error) {
      if (attempt < ATTEMPTS && isPortTaken(error)) continue;
      throw error;
    }
    return {
      name: program.server,
      url,
      version: program.version,
      origin: program.origin,
      get pid() {
        return server.pid;
      },
      start: () => server.start(),
      stop: () => server.stop(),
      kill: () => server.kill(),
      close: async () => {
        await server.stop();
        if (options.temporary !== true) return;
        await afterClose?.();
        await rm(folder, { recursive: true, force: true });
      },
      onCrash: (listener) => {
        server.onCrash(listener);
      },
    };
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && /address already in use|could not bind/i.test(error.message);
}
