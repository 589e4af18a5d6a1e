import type { Backing } from '@arbiter/backing';
import type { AppName } from './apps.ts';
import type { Env } from './operator-env.ts';
import type { Plan } from './plan.ts';

/** GNU's allocator makes an arena for each thread, and none of them gives back what another could use. */
const GIVING_BACK: Env = { MALLOC_ARENA_MAX: '2' };

/** What an app may know before its servers run: the operator's variables, and what holds for every start. */
export const earlyEnv = ({ operator, secrets }: Plan): Env => ({
  NODE_ENV: 'production',
  ...GIVING_BACK,
  ...operator,
  ...secrets,
});

/** The environment of one app: the operator's variables, and over them what this start has chosen. */
export function appEnv(app: AppName, plan: Plan, backing: Backing): Env {
  const { ports } = plan;
  return {
    ...earlyEnv(plan),
    ARBITER_DATABASE_URL: backing.postgres.url,
    ARBITER_NATS_URL: backing.nats.url,
    ARBITER_REDIS_URL: backing.redis.url,
    ARBITER_SERVICE_PORT: String(ports.service[app] ?? 0),
    ARBITER_HTTP_PORT: String(ports.http),
    ARBITER_GRPC_PORT: String(ports.grpc),
  };
}
