import type { CountJourneysResponse, JourneyStatus } from '@arbiter/contracts';
import { Command } from 'commander';
import { withApi } from '../connection/with-api.ts';
import { paintStatus } from '../output/status.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl journeys
  $ arbiterctl journeys --forge github --repository 1296269 -o json`;

interface Options {
  readonly forge?: string;
  readonly repository?: string;
}

/** `arbiterctl journeys`: how many are in which state. */
export function journeysCommand(terminal: Terminal): Command {
  return new Command('journeys')
    .description("count commits' journeys: running, complete, dead-lettered")
    .option('--forge <forge>', 'of one code host: github or gitlab')
    .option('--repository <id>', "of one repository, by the code host's id")
    .addHelpText('after', EXAMPLES)
    .action(({ forge, repository }: Options, command: Command) =>
      withApi(command, terminal, async (api, output) => {
        const request = { forge, repositoryId: repository };
        const answer = await api.call<CountJourneysResponse>('countJourneys', request);
        const rows: readonly (readonly [JourneyStatus, number])[] = [
          ['running', answer.running],
          ['complete', answer.complete],
          ['dead-lettered', answer.deadLettered],
        ];
        output.answer(answer, () => {
          output.table(
            [
              { title: 'STATUS', of: ([status]) => status, paint: (_, [status]) => paintStatus(status, output) },
              { title: 'COMMITS', of: ([, commits]) => commits, right: true },
            ],
            rows,
          );
        });
      }),
    );
}
