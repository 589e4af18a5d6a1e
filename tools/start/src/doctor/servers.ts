import { access } from 'node:fs/promises';
import {
  SERVER_NAMES,
  type ServerName,
  URL_VARIABLES,
  dockerWithEngine,
  findProgram,
  helpfulCommand,
  pingNats,
  pingPostgres,
  pingRedis,
  messageOf,
} from '@arbiter/backing';
import { type Env, readOperatorEnv } from '../operator-env.ts';
import { type Finding, bad, good, notable } from './finding.ts';

const PINGS = { postgres: pingPostgres, nats: pingNats, redis: pingRedis } as const;

/** Where each server would come from, without fetching anything. */
export async function examineServers(): Promise<Finding[]> {
  const env = await readOperatorEnv();
  return Promise.all(SERVER_NAMES.map((name) => examineServer(name, env)));
}

async function examineServer(name: ServerName, env: Env): Promise<Finding> {
  const variable = URL_VARIABLES[name];
  const url = env[variable];
  if (url !== undefined) {
    return PINGS[name](url).then(
      (version) => good(name, `${version}, by ${variable}`),
      (error: unknown) => bad(name, `${variable} does not answer: ${messageOf(error)}`, `unset ${variable}`),
    );
  }
  const program = await findProgram(name, { without: ['distribution'] }).catch(() => undefined);
  if (program !== undefined) return good(name, `${program.version}, from ${program.origin} (${program.path})`);
  if (await hasApt()) return notable(name, "would be fetched from the distribution's packages, without root");
  if ((await dockerWithEngine()) !== undefined) return notable(name, 'would run in a container');
  return bad(name, 'is nowhere to be found', await helpfulCommand(name));
}

function hasApt(): Promise<boolean> {
  return access('/usr/bin/apt-get').then(
    () => true,
    () => false,
  );
}
