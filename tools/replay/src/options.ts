import { parseArgs } from 'node:util';
import { ReplayError } from './replay-error.ts';
import type { ForgeName } from './webhooks/delivery.ts';

export const HELP = `Sends a repository's real history through Arbiter as the signed webhooks of a code host.

  npm run replay -- <git repository> [options]

  --forge github|gitlab    whose webhooks (github)
  --limit N                only the first N commits
  --rate N                 N commits a second; as fast as they are taken without it
  --push-size N|history    N commits a push, or as the history suggests (history)
  --no-wait                do not wait for the journeys to end
  -o, --output table|json  (table)
  --gateway URL            another Arbiter than the one that runs here; with
  --secret S               its webhook secret, and
  --api-key K              an API key of it
  -h, --help

A second replay of the same history sends the same deliveries, and changes nothing.

Examples
  npm run replay -- ../my-project
  npm run replay -- ../my-project --forge gitlab --limit 500 --rate 50
`;

export interface Options {
  readonly repository: string;
  readonly forge: ForgeName;
  readonly limit: number | undefined;
  readonly rate: number | undefined;
  readonly pushSize: number | undefined;
  readonly wait: boolean;
  readonly output: 'table' | 'json';
  readonly gateway: string | undefined;
  readonly secret: string | undefined;
  readonly apiKey: string | undefined;
}

/** Reads the command line; "help" where that is asked for. Throws a ReplayError that says what is wrong with it. */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  const [repository] = positionals;
  if (repository === undefined) throw usage('Which repository? npm run replay -- <git repository>');
  if (positionals.length > 1) throw usage(`One repository at a time; "${positionals[1] ?? ''}" is too much.`);
  return {
    repository,
    forge: oneOf('--forge', values.forge, ['github', 'gitlab']),
    limit: positive('--limit', values.limit, true),
    rate: positive('--rate', values.rate, false),
    pushSize: values['push-size'] === 'history' ? undefined : positive('--push-size', values['push-size'], true),
    wait: values['no-wait'] !== true,
    output: oneOf('--output', values.output, ['table', 'json']),
    gateway: address(values.gateway),
    secret: values.secret,
    apiKey: values['api-key'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        forge: { type: 'string' },
        limit: { type: 'string' },
        rate: { type: 'string' },
        'push-size': { type: 'string' },
        'no-wait': { type: 'boolean' },
        output: { type: 'string', short: 'o' },
        gateway: { type: 'string' },
        secret: { type: 'string' },
        'api-key': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const usage = (problem: string): ReplayError => new ReplayError(`${problem}\nnpm run replay -- --help says more.`);

/** One of the words; the first where none is given. */
function oneOf<Word extends string>(
  option: string,
  value: string | undefined,
  words: readonly [Word, ...Word[]],
): Word {
  const word = value === undefined ? words[0] : words.find((known) => known === value);
  if (word === undefined) throw usage(`${option} is ${words.join(' or ')}, not "${value ?? ''}".`);
  return word;
}

function positive(option: string, value: string | undefined, whole: boolean): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (number > 0 && Number.isFinite(number) && (!whole || Number.isSafeInteger(number))) return number;
  throw usage(`${option} is a ${whole ? 'whole ' : ''}number above 0, not "${value}".`);
}

function address(value: string | undefined): string | undefined {
  if (value === undefined || /^https?:$/.test(URL.parse(value)?.protocol ?? '')) return value;
  throw usage(`--gateway is an address such as http://127.0.0.1:8000, not "${value}".`);
}
