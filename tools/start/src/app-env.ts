import type { Backing } from '@arbiter/backing';
import type { AppName } from './apps.ts';
import type { Env } from './operator-env.ts';
import type { Plan } from './plan.ts';

/** GNU's allocator makes an arena for each thread, and none of them gives back what another could use. */
const GIVING_BACK: Env = { MALLOC_ARENA_MAX: '2' };

/** The environment of one app: the operator's variables, and over them what this start has chosen. */
export function appEnv(app: AppName, { operator, secrets, ports }: Plan, backing: Backing): Env {
  return {
    NODE_ENV: 'production',
    ...GIVING_BACK,
    ...operator,
    ...secrets,
    ARBITER_DATABASE_URL: backing.postgres.url,
    ARBITER_NATS_URL: backing.nats.url,
    ARBITER_REDIS_URL: backing.redis.url,
    ARBITER_SERVICE_PORT: String(ports.service[app] ?? 0),
    ARBITER_HTTP_PORT: String(ports.http),
    ARBITER_GRPC_PORT: String(ports.grpc),
  };
}
