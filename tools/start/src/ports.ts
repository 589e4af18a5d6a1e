import { freePort, isFree } from '@arbiter/backing';
import { type AppName, SERVICE_PORTS } from './apps.ts';
import type { Env } from './operator-env.ts';
import { portOwner } from './port-owner.ts';

export interface Ports {
  readonly http: number;
  readonly grpc: number;
  readonly service: Readonly<Partial<Record<AppName, number>>>;
}

const PUBLIC = {
  ARBITER_HTTP_PORT: { app: 'gateway', usual: 8000 },
  ARBITER_GRPC_PORT: { app: 'admin', usual: 50051 },
} as const;

/**
 * Chooses the ports of the apps. The two that people know must be free, or it throws and says who has them; inner ones
 * move aside. With `ephemeral` all are free ones, but for those that the operator names.
 */
export async function choosePorts(apps: readonly AppName[], env: Env, ephemeral: boolean): Promise<Ports> {
  const service: Partial<Record<AppName, number>> = {};
  for (const app of apps) service[app] = await freePort(ephemeral ? 0 : SERVICE_PORTS[app]);
  return {
    http: await publicPort('ARBITER_HTTP_PORT', apps, env, ephemeral),
    grpc: await publicPort('ARBITER_GRPC_PORT', apps, env, ephemeral),
    service,
  };
}

async function publicPort(
  variable: keyof typeof PUBLIC,
  apps: readonly AppName[],
  env: Env,
  ephemeral: boolean,
): Promise<number> {
  const { app, usual } = PUBLIC[variable];
  const given = env[variable];
  if (given === undefined && ephemeral) return freePort();
  const port = given === undefined ? usual : Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${variable} must be a port, not "${given}".`);
  if (apps.includes(app) && !(await isFree(port))) throw new Error(await takenMessage(port, variable));
  return port;
}

async function takenMessage(port: number, variable: string): Promise<string> {
  const owner = (await portOwner(port)) ?? 'another program';
  return `Port ${port} is taken by ${owner}. End it, choose another by ${variable}=…, or start with --ephemeral.`;
}
