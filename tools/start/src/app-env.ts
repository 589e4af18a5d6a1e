import type { Backing } from '@arbiter/backing';
import type { AppName } from './apps.ts';
import type { Env } from './operator-env.ts';
import type { Plan } from './plan.ts';

/**
 * How GNU's allocator gives memory back, which V8 has no part in: few arenas, because none gives back what another could use; and
 * what is as large as a webhook's body in pages of its own, because one small thing that stays above it would keep it for good.
 */
const GIVING_BACK: Env = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '8192' };

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
