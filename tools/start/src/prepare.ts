import type { Backing } from '@arbiter/backing';
import { appEnv } from './app-env.ts';
import { programOf } from './apps.ts';
import type { Plan } from './plan.ts';
import { runOnce } from './run-once.ts';

/** Brings every app's schema up to date and provisions streams and consumers, all at once. */
export async function prepare(plan: Plan, backing: Backing): Promise<void> {
  const results = await Promise.allSettled([
    runOnce('Provisioning the streams', programOf('admin', 'provision'), appEnv('admin', plan, backing)),
    ...plan.apps.map((app) => runOnce(`Migrating ${app}`, programOf(app, 'migrate'), appEnv(app, plan, backing))),
  ]);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'));
}
