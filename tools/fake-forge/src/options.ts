import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { cwd, env } from 'node:process';
import { parseArgs } from 'node:util';

export const HELP = `Stands in for GitHub or GitLab on this machine. It serves their own HTTP over a real git repository, opens a change
for each branch that is given, and tells a webhook what happens: commit to the branch, and Arbiter reviews it.

  npm run fake-forge -- --forge github|gitlab --repository DIR --head BRANCH [options]

  --forge NAME         github or gitlab (github)
  --repository DIR     a git repository; nothing is written to it (.)
  --name OWNER/NAME    what it is called (local/ and the folder's name)
  --head BRANCH        a branch with a change; may be given several times
  --base BRANCH        the branch that it goes into (main)
  --webhook URL        who is told, e.g. http://127.0.0.1:8000/webhooks/github; unset: nobody
  --secret TEXT        the webhook's secret (fake-secret)
  --port N             where it listens; 0 takes a free one (8900)
  --quiet              does not show what is written to it
  -h, --help

Tokens: "arbiter" for Arbiter's own account, "ada" for a person who may write, "eve" for one who may not.
`;

export interface Options {
  readonly forge: 'github' | 'gitlab';
  readonly repository: string;
  readonly name: string;
  readonly heads: readonly string[];
  readonly base: string;
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
  readonly port: number;
  readonly quiet: boolean;
}

/** The command line makes no sense; the message says what would. */
export class UsageError extends Error {
  constructor(problem: string) {
    super(`${problem}\nnpm run fake-forge -- --help says more.`);
    this.name = 'UsageError';
  }
}

/** npm runs tools at the root; paths are meant from where the command was typed. */
const TYPED_IN = env['INIT_CWD'] ?? cwd();

/** Reads the command line; "help" where that is asked for. */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const values = parse(args);
  if (values.help === true) return 'help';
  const { forge = 'github', head: heads = [], base = 'main', webhook: url, secret = 'fake-secret' } = values;
  if (forge !== 'github' && forge !== 'gitlab') throw new UsageError('--forge is github or gitlab.');
  const repository = resolve(TYPED_IN, values.repository ?? '.');
  if (statSync(repository, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`--repository: ${repository} is no folder.`);
  if (heads.length === 0) throw new UsageError('--head: name a branch with a change.');
  const port = Number(values.port ?? 8_900);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port is a number from 0 to 65535.');
  const name = values.name ?? `local/${repository.split('/').at(-1) ?? 'repository'}`;
  if (!/^[^/]+(?:\/[^/]+)+$/.test(name)) throw new UsageError('--name has the form owner/name.');
  if (url !== undefined && !URL.canParse(url)) throw new UsageError('--webhook is a URL.');
  const webhook = url === undefined ? undefined : { url, secret };
  return { forge, repository, name, heads, base, webhook, port, quiet: values.quiet === true };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        forge: { type: 'string' },
        repository: { type: 'string' },
        name: { type: 'string' },
        head: { type: 'string', multiple: true },
        base: { type: 'string' },
        webhook: { type: 'string' },
        secret: { type: 'string' },
        port: { type: 'string' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
