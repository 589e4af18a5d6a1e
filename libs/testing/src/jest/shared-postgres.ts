/**
 * Runs beside jest and starts one Postgres for the whole run, once the first test asks for it. It ends, and removes the
 * data, when its input ends: with jest, however jest ends.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningServer, startServer, temporaryFolder } from '@arbiter/backing';
import { rm } from 'node:fs/promises';

let folder: string | undefined;
let starting: Promise<RunningServer> | undefined;

async function start(): Promise<RunningServer> {
  folder = await temporaryFolder();
  // Test data outlive neither a power cut nor a crash of the kernel, so nothing waits for the disk.
  return startServer('postgres', { folder, temporary: true, durable: false });
}

const door = createServer((_request, response) => {
  // A connection that is kept may be closed in the moment in which the next test asks over it.
  response.shouldKeepAlive = false;
  starting ??= start();
  starting.then(
    ({ url }) => response.end(url),
    (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
  );
});

async function end(): Promise<void> {
  const server = await starting?.catch(() => undefined);
  await server?.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  process.exit(0);
}

process.stdin.on('end', () => void end()).resume();
process.on('SIGINT', () => undefined);
door.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${String((door.address() as AddressInfo).port)}`);
});
