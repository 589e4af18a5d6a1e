import { onPath } from './on-machine.ts';
import { URL_VARIABLES } from '../serve/external-server.ts';
import { type ServerName, OLDEST_VERSION } from '../server-name.ts';

/** The command of each package manager, and what it calls the servers. */
const PACKAGE_MANAGERS = [
  { program: 'brew', install: 'brew install', postgres: 'postgresql@17', nats: 'nats-server', redis: 'redis' },
  {
    program: 'apt-get',
    install: 'sudo apt install',
    postgres: 'postgresql',
    nats: 'nats-server',
    redis: 'redis-server',
  },
  { program: 'apk', install: 'sudo apk add', postgres: 'postgresql', nats: 'nats-server', redis: 'redis' },
  { program: 'dnf', install: 'sudo dnf install', postgres: 'postgresql-server', nats: undefined, redis: 'redis' },
  { program: 'pacman', install: 'sudo pacman -S', postgres: 'postgresql', nats: 'nats-server', redis: 'redis' },
] as const;

/** The command that brings the server to this system: its package manager's, else a container. */
export async function helpfulCommand(server: ServerName): Promise<string> {
  for (const manager of PACKAGE_MANAGERS) {
    const name = manager[server];
    if (name !== undefined && (await onPath(manager.program)).length > 0) return `${manager.install} ${name}`;
  }
  return `docker compose up -d ${server}`;
}

/** What to tell somebody on whose machine a server was not found. */
export async function adviceFor(server: ServerName, refusals: readonly string[]): Promise<string> {
  return [
    `No ${server} ${OLDEST_VERSION[server]} or newer was found.`,
    ...refusals.map((refusal) => `  looked in ${refusal}`),
    `Install it (${await helpfulCommand(server)}), or set ${URL_VARIABLES[server]} to one that runs.`,
  ].join('\n');
}
