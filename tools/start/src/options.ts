import { parseArgs } from 'node:util';
import { APP_NAMES, type AppName } from './apps.ts';
import { messageOf } from '@arbiter/backing';

export interface Options {
  readonly command: 'start' | 'stop' | 'status' | 'doctor';
  readonly help: boolean;
  readonly ephemeral: boolean;
  readonly detach: boolean;
  /** The apps to start; none for the backing services alone. */
  readonly apps: readonly AppName[];
  readonly output: 'text' | 'json';
}

/** What was typed makes no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Usage: npm start -- [options]      starts Arbiter and ends it by Ctrl-C
       npm run stop                ends what runs in the background
       npm run status [-- -o json] shows what runs; exit code 0 healthy, 1 unhealthy, 3 nothing runs
       npm run doctor              finds out what is wrong, and the command that mends it

  --ephemeral      temporary data and free ports; everything is gone afterwards
  --detach         in the background; returns when everything is ready
  --backing-only   Postgres, NATS and Redis only
  --only <a,b>     only these apps, of: ${APP_NAMES.join(', ')}
  --help           this

Environment: every variable of .env.example, from the environment or from .env in the repository's root.
ARBITER_HOME (default .arbiter) holds data, secrets, logs and the state of what runs.
`;

const COMMANDS = ['start', 'stop', 'status', 'doctor'] as const;

/** Reads the command line. Throws {@link UsageError}. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const [command = 'start', ...others] = positionals;
  const known = COMMANDS.find((name) => name === command);
  if (known === undefined || others.length > 0) throw new UsageError(`Unknown command: ${positionals.join(' ')}`);
  if (values.output !== undefined && values.output !== 'json') throw new UsageError('-o knows only json.');
  return {
    command: known,
    help: values.help,
    ephemeral: values.ephemeral,
    detach: values.detach,
    apps: values['backing-only'] ? [] : chosenApps(values.only),
    output: values.output ?? 'text',
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        ephemeral: { type: 'boolean', default: false },
        detach: { type: 'boolean', default: false },
        'backing-only': { type: 'boolean', default: false },
        only: { type: 'string' },
        output: { type: 'string', short: 'o' },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

function chosenApps(only: string | undefined): readonly AppName[] {
  if (only === undefined) return APP_NAMES;
  return only.split(',').map((name) => {
    const known = APP_NAMES.find((app) => app === name.trim());
    if (known === undefined) throw new UsageError(`No app "${name}". There are: ${APP_NAMES.join(', ')}.`);
    return known;
  });
}
