import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../find/find-program.ts';
import { pingNats } from '../protocol/ping-nats.ts';
import type { RunningServer } from './running-server.ts';
import { runServer } from './run-server.ts';
import type { ServeOptions } from './serve-options.ts';

/**
 * The write deadline is generous: a consumer on a busy machine is slow, not dead. The store is bounded, so that a full
 * broker refuses instead of filling the disk.
 */
function configuration(port: number, folder: string): string {
  return `
listen: "127.0.0.1:${port}"
server_name: "arbiter"
max_payload: 1MB
write_deadline: "10s"
jetstream {
  store_dir: ${JSON.stringify(folder)}
  max_memory_store: 256MB
  max_file_store: 20GB
}
`;
}

/**
 * Half of the processors: eight services want them as well. With all of them to itself the broker looks for work on each whenever a
 * message comes: on two, a commit costs it a seventh more.
 */
const PROCESSORS = String(Math.max(1, Math.floor(availableParallelism() / 2)));

/** Runs NATS with JetStream on the loopback interface, without a monitoring port. */
export async function startNats(options: ServeOptions): Promise<RunningServer> {
  const program = await findProgram('nats', options);
  const folder = join(options.folder, 'nats');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const configFile = join(folder, 'server.conf');
  const shared = { ...program, env: { GOMAXPROCS: PROCESSORS, ...program.env } };
  return runServer(shared, options, async (port) => {
    const url = `nats://127.0.0.1:${port}`;
    await writeFile(configFile, configuration(port, folder));
    return {
      url,
      folder,
      args: ['--config', configFile],
      stopSignal: 'TERM',
      ping: () => pingNats(url, 1_000),
    };
  });
}
