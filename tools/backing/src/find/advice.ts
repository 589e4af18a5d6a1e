import { URL_VARIABLES } from '../serve/external-server.ts';
import { type ServerName, OLDEST_VERSION } from '../server-name.ts';

const HOMEBREW: Readonly<Record<ServerName, string>> = {
  postgres: 'brew install postgresql@17',
  nats: 'brew install nats-server',
  redis: 'brew install redis',
};

const PACKAGES: Readonly<Record<ServerName, string>> = {
  postgres: 'postgresql-server',
  nats: 'nats-server',
  redis: 'redis',
};

/** The command that brings the server to this system. */
export function helpfulCommand(server: ServerName, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return HOMEBREW[server];
  if (platform === 'win32') return `docker compose up -d ${server}`;
  return server === 'nats' ? 'docker compose up -d nats' : `sudo dnf install ${PACKAGES[server]}`;
}

/** What to tell somebody on whose machine a server was not found. */
export function adviceFor(server: ServerName, refusals: readonly string[]): string {
  return [
    `No ${server} ${OLDEST_VERSION[server]} or newer was found.`,
    ...refusals.map((refusal) => `  looked in ${refusal}`),
    `Install it (${helpfulCommand(server)}), or set ${URL_VARIABLES[server]} to one that runs.`,
  ].join('\n');
}
