import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type ModelStep, type Script, STEPS, type StepName } from '@arbiter/testing';

export const HELP = `Stands in for OpenAI, Groq and Anthropic on this machine. It speaks their own HTTP, answers by rules, costs
nothing, and keeps the bill that they would have sent.

  npm run fake-llm -- [options]

  --port N             where it listens; 0 takes a free one (0)
  --script STEPS       how the first requests are answered: names separated by commas, or a JSON file with an array of names
                       and objects ({"kind":"rate-limited","retryAfter":2}); all others are answered well
  --bill FILE          writes the bill there, one JSON object a line, when it ends
  --quiet              does not show each request
  -h, --help

Steps: ${STEPS.join(', ')}

Example
  npm run fake-llm -- --port 8800 --script rate-limited,answer,stall
`;

export interface Options {
  readonly port: number;
  readonly script: Script;
  readonly bill: string | undefined;
  readonly quiet: boolean;
}

/** The command line makes no sense; the message says what would. */
export class UsageError extends Error {
  constructor(problem: string) {
    super(`${problem}\nnpm run fake-llm -- --help says more.`);
    this.name = 'UsageError';
  }
}

/** Reads the command line; "help" where that is asked for. */
export async function parseOptions(args: readonly string[]): Promise<Options | 'help'> {
  const values = parse(args);
  if (values.help === true) return 'help';
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port is a number from 0 to 65535.');
  return {
    port,
    script: values.script === undefined ? [] : await readScript(values.script),
    bill: values.bill,
    quiet: values.quiet === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        script: { type: 'string' },
        bill: { type: 'string' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function readScript(given: string): Promise<Script> {
  if (!given.endsWith('.json')) return given.split(',').map((name) => stepNamed(name.trim()));
  try {
    const steps: unknown = JSON.parse(await readFile(given, 'utf8'));
    if (!Array.isArray(steps)) throw new UsageError(`${given} must hold an array of steps.`);
    return steps.map((step: unknown) => (typeof step === 'string' ? stepNamed(step) : detailed(step)));
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${given} cannot be read as JSON.`);
  }
}

function stepNamed(name: unknown): StepName {
  const step = STEPS.find((known) => known === name);
  if (step === undefined) throw new UsageError(`There is no step ${String(name)}; there are ${STEPS.join(', ')}.`);
  return step;
}

function detailed(step: unknown): ModelStep {
  if (typeof step !== 'object' || step === null || !('kind' in step)) throw new UsageError('A step needs a kind.');
  return { ...step, kind: stepNamed(step.kind) };
}
