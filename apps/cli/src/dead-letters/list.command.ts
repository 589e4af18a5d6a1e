import type { AdminDeadLetter, ListDeadLettersResponse } from '@arbiter/contracts';
import { Command } from 'commander';
import { withApi } from '../connection/with-api.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';
import { natural } from '../numbers.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl dead-letters list
  $ arbiterctl dead-letters list --service identity --limit 200
  $ arbiterctl dead-letters list --before 17            the page after the one that ended with 17`;

const COLUMNS: readonly Column<AdminDeadLetter>[] = [
  { title: 'ID', of: ({ id }) => id, right: true },
  { title: 'TIME', of: ({ time }) => time },
  { title: 'SERVICE', of: ({ service }) => service },
  { title: 'EVENT', of: ({ subject }) => subject },
  { title: 'TRIES', of: ({ attempts }) => attempts, right: true },
  { title: 'ERROR', of: ({ error }) => error },
];

interface Options {
  readonly service?: string;
  readonly limit: number;
  readonly before?: number;
}

/** `arbiterctl dead-letters list` */
export function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('list dead letters that wait, newest first')
    .option('--service <service>', 'only what this service could not handle')
    .option('--limit <number>', 'at most so many, up to 1000', natural, 50)
    .option('--before <id>', 'only older ones than this', natural)
    .addHelpText('after', EXAMPLES)
    .action(({ service, limit, before }: Options, command: Command) =>
      withApi(command, terminal, async (api, output) => {
        const request = { service, limit, beforeId: before };
        const answer = await api.call<ListDeadLettersResponse>('listDeadLetters', request);
        output.answer(answer, () => {
          if (answer.items.length === 0) output.line('There are no dead letters.');
          else output.table(COLUMNS, answer.items);
          if (answer.total > answer.items.length) {
            output.line();
            output.line(`${String(answer.items.length)} of ${String(answer.total)}.`);
          }
        });
      }),
    );
}
