import { type Backing, SERVER_NAMES } from '@arbiter/backing';
import type { AppProcess } from './app-process.ts';
import { type Plan, serviceAddresses } from './plan.ts';
import type { State } from './state.ts';

/** What stands in the state file while these run. */
export function describeState(plan: Plan, backing: Backing, apps: readonly AppProcess[]): State {
  const { ports, secrets } = plan;
  return {
    ...(plan.apps.includes('gateway') ? { gateway: `http://127.0.0.1:${ports.http}` } : {}),
    ...(plan.apps.includes('admin') ? { grpc: `127.0.0.1:${ports.grpc}` } : {}),
    apiKey: secrets.API_KEY_SECRET,
    secrets: { github: secrets.ARBITER_GITHUB_WEBHOOK_SECRET, gitlab: secrets.ARBITER_GITLAB_WEBHOOK_TOKEN },
    apps: Object.fromEntries(apps.map(({ name, pid }) => [name, { pid, ...serviceAddresses(plan, name) }])),
    backing: Object.fromEntries(
      SERVER_NAMES.map((name) => {
        const { url, pid, version } = backing[name];
        return [name, { url, pid, version }];
      }),
    ),
  };
}
