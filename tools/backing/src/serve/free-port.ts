import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports between those of well-known services and those that systems take for outgoing connections (from 32768 on Linux, from
 * 49152 on a Mac): what is free there is not taken by a client before the server that it is meant for listens on it.
 */
const FIRST = 10_240;
const LAST = 32_767;
const TRIES = 200;

/** What this process was given already: whoever asked may not listen yet. */
const given = new Set<number>();

/** Whether a port of the loopback interface can be listened on. */
export function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

/** The preferred port if it is free, else another one that is. */
export async function freePort(preferred = 0): Promise<number> {
  return preferred !== 0 && (await isFree(preferred)) ? preferred : anyPort();
}

/** @throws Error where nothing can be listened on at all */
async function anyPort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(FIRST, LAST + 1);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  return listenOnce(0);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  });
}
