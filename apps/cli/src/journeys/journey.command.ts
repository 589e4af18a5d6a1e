import type { AdminJourney, JourneyStep, ShowJourneyResponse } from '@arbiter/contracts';
import { Command } from 'commander';
import { withApi } from '../connection/with-api.ts';
import { Failure } from '../failure.ts';
import type { Output } from '../output/output.ts';
import { paintStatus } from '../output/status.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl journey 4b825dc                                      a commit, by the beginning of its SHA
  $ arbiterctl journey change/github/1296269/7                      a pull request
  $ arbiterctl journey delivery/0b1f6b0e-5f0c-8a53-9f0e-3c2f6f0d9a11 -o json`;

const SHA = /^[0-9a-f]{7,64}$/i;

const STEPS: readonly Column<JourneyStep>[] = [
  { title: 'TIME', of: ({ time }) => time },
  { title: 'SERVICE', of: ({ service }) => service },
  { title: 'EVENT', of: ({ event }) => event },
  { title: 'TRACE', of: ({ traceId }) => traceId },
];

/** `arbiterctl journey`: one journey with its steps. */
export function journeyCommand(terminal: Terminal): Command {
  return new Command('journey')
    .description('show the steps of a journey: who did what, when, in which trace')
    .argument('<sha|key>', "a commit's SHA or at least 7 digits of it, or the key of any journey")
    .addHelpText('after', EXAMPLES)
    .action((name: string, _options: object, command: Command) =>
      withApi(command, terminal, async (api, output) => {
        const answer = await api.call<ShowJourneyResponse>('showJourney', requestFor(name));
        output.answer(answer, () => {
          for (const journey of answer.journeys) print(journey, output);
        });
      }),
    );
}

function requestFor(name: string): { readonly key: string } | { readonly sha: string } {
  if (name.includes('/')) return { key: name };
  if (SHA.test(name)) return { sha: name };
  throw new Failure(`"${name}" is neither a SHA (at least 7 hex digits) nor a key like change/github/1296269/7.`, {
    usage: true,
  });
}

function print({ key, status, steps }: AdminJourney, output: Output): void {
  output.line(`${output.colours.bold(key)}  ${paintStatus(status, output)}`);
  output.line();
  output.table(STEPS, steps);
  output.line();
}
