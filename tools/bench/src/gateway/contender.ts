import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Arbiter } from '../arbiter.ts';

/** A server that takes webhooks. */
export interface Contender {
  readonly url: string;
  readonly pid: number;
  close(): void;
}

/** The gateway itself; it ends with its Arbiter. */
export function gatewayOf({ state }: Arbiter): Contender {
  return { url: state.gateway, pid: state.apps['gateway']?.pid ?? 0, close: () => undefined };
}

/** Bare Fastify on the same Postgres; it may also publish what it took, to the same broker. */
export async function startBare({ state }: Arbiter, publishes: boolean): Promise<Contender> {
  const { postgres, nats } = state.backing;
  const args = [postgres.url, state.secrets.github, ...(publishes ? [nats.url] : [])];
  const server = fork(join(import.meta.dirname, 'bare-gateway.ts'), args, {
    execArgv: ['--conditions=@arbiter/source'],
  });
  const [port] = (await once(server, 'message')) as [number];
  return { url: `http://127.0.0.1:${String(port)}`, pid: server.pid ?? 0, close: () => server.kill() };
}
