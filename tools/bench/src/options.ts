import { parseArgs } from 'node:util';

export const BENCHES = ['gateway', 'start', 'journey', 'memory', 'cost', 'review', 'identity', 'promises'] as const;
export type Bench = (typeof BENCHES)[number];

export const HELP = `Measures Arbiter's speed and size, each beside a bare thing of the same run.

  npm run bench -- [options]

  --only a,b    some of: ${BENCHES.join(', ')} (all)
  --quick       less of everything, for a first look: a minute or two instead of about eight
  --out FILE    where the figures go as JSON (.arbiter/bench/<time>.json)
  -h, --help

It starts all that it needs beside whatever runs, and ends it. Figures mean something on a machine that does nothing else.
The exit code is 1 where a figure misses its target.
`;

export interface Options {
  readonly benches: readonly Bench[];
  readonly quick: boolean;
  readonly out: string | undefined;
}

/** What was typed makes no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line; "help" where that is asked for. @throws UsageError */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const values = parse(args);
  if (values.help === true) return 'help';
  return { benches: benchesOf(values.only), quick: values.quick === true, out: values.out };
}

function benchesOf(only: string | undefined): readonly Bench[] {
  if (only === undefined) return BENCHES;
  return only.split(',').map((word) => {
    const bench = BENCHES.find((name) => name === word.trim());
    if (bench === undefined) throw new UsageError(`There is no bench "${word}"; there are ${BENCHES.join(', ')}.`);
    return bench;
  });
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        quick: { type: 'boolean' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
