import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Backing } from '@arbiter/backing';
import { appEnv } from './app-env.ts';
import { programOf } from './apps.ts';
import { ROOT } from './places.ts';
import type { Plan } from './plan.ts';
import { runOnce } from './run-once.ts';

const IN_TURN = join(ROOT, 'tools', 'start', 'src', 'run-in-turn.ts');

/**
 * Brings every app's schema up to date and provisions streams and consumers, both at once.
 *
 * @param flags Node's own
 */
export async function prepare(plan: Plan, backing: Backing, flags: readonly string[]): Promise<void> {
  const migrations = plan.apps.map((app) => programOf(app, 'migrate')).filter((program) => existsSync(program));
  const results = await Promise.allSettled([
    runOnce('Provisioning the streams', [...flags, programOf('admin', 'provision')], appEnv('admin', plan, backing)),
    // One process for all: they wait for one another anyway, and loading takes longer than migrating.
    runOnce('Migrating the schemas', [...flags, IN_TURN, ...migrations], appEnv('admin', plan, backing)),
  ]);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'));
}
