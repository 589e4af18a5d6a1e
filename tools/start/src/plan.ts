import { type AppName } from './apps.ts';
import { type Env, readOperatorEnv } from './operator-env.ts';
import type { Options } from './options.ts';
import { type Ports, choosePorts } from './ports.ts';
import { type Secrets, readSecrets } from './secrets.ts';

/** What a start has decided before anything runs. */
export interface Plan {
  readonly apps: readonly AppName[];
  readonly isEphemeral: boolean;
  readonly operator: Env;
  readonly secrets: Secrets;
  readonly ports: Ports;
}

/** Reads the operator's variables, makes what secrets they lack, and chooses ports. Throws when a known port is taken. */
export async function makePlan({ apps, ephemeral }: Options): Promise<Plan> {
  const operator = await readOperatorEnv();
  const secrets = await readSecrets(operator, !ephemeral);
  const ports = await choosePorts(apps, operator, ephemeral);
  return { apps, isEphemeral: ephemeral, operator, secrets, ports };
}

/** Where an app answers for itself: on a server of its own, but for the gateway, whose public server does it. */
export function serviceAddresses({ ports }: Plan, app: AppName): { readonly metrics: string; readonly health: string } {
  const base = `http://127.0.0.1:${String(app === 'gateway' ? ports.http : (ports.service[app] ?? 0))}`;
  return { metrics: `${base}/metrics`, health: `${base}/health/ready` };
}
