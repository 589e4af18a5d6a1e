import { pingNats } from '../protocol/ping-nats.ts';
import { pingPostgres, plainPostgresUrl } from '../protocol/ping-postgres.ts';
import { pingRedis } from '../protocol/ping-redis.ts';
import { type ServerName, OLDEST_VERSION } from '../server-name.ts';
import { isAtLeast } from '../version.ts';
import type { RunningServer } from './running-server.ts';
import { messageOf } from '../message-of.ts';

/** The variable by which an operator names a server of their own. */
export const URL_VARIABLES: Readonly<Record<ServerName, string>> = {
  postgres: 'ARBITER_DATABASE_URL',
  nats: 'ARBITER_NATS_URL',
  redis: 'ARBITER_REDIS_URL',
};

const PINGS = { postgres: pingPostgres, nats: pingNats, redis: pingRedis } as const;

/** Takes a server that somebody else runs. Throws if it does not answer within 5 s, or is too old. */
export async function useServer(name: ServerName, url: string): Promise<RunningServer> {
  const variable = URL_VARIABLES[name];
  const version = await PINGS[name](url, 5_000).catch((error: unknown) => {
    const reason = messageOf(error);
    throw new Error(`The ${name} of ${variable} does not answer: ${reason}. Start it, or unset the variable.`);
  });
  if (!isAtLeast(version, OLDEST_VERSION[name])) {
    throw new Error(`The ${name} of ${variable} is ${version}; ${OLDEST_VERSION[name]} or newer is needed.`);
  }
  // Not ours to start or end.
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    name,
    url: name === 'postgres' ? plainPostgresUrl(url) : url,
    pid: null,
    version,
    origin: 'url',
    start: nothing,
    stop: nothing,
    kill: nothing,
    close: nothing,
    onCrash: () => undefined,
  };
}
