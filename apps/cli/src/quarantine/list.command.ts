import { Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import { natural } from '../numbers.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';
import { type Held, listHeld } from './quarantine-api.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl quarantine list
  $ arbiterctl quarantine list --limit 200
  $ arbiterctl quarantine list --before 2d4f6c1e-0a3b-5c7d-9e8f-1a2b3c4d5e6f    the page after the one that ended with it`;

const COLUMNS: readonly Column<Held>[] = [
  { title: 'DELIVERY', of: ({ delivery }) => delivery },
  { title: 'TIME', of: ({ receivedAt }) => receivedAt },
  { title: 'FROM', of: ({ source }) => source },
  { title: 'EVENT', of: ({ event }) => event },
  { title: 'BYTES', of: ({ size }) => size, right: true },
  { title: 'REASON', of: ({ reason }) => reason },
];

/** `arbiterctl quarantine list` */
export function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('list deliveries in quarantine, newest first')
    .option('--limit <number>', 'at most so many, up to 1000', natural, 50)
    .option('--before <delivery>', 'only older ones than this')
    .addHelpText('after', EXAMPLES)
    .action(({ limit, before }: { readonly limit: number; readonly before?: string }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await listHeld(api, limit, before);
        output.answer(answer, () => {
          if (answer.items.length === 0) output.line('There is nothing in quarantine.');
          else output.table(COLUMNS, answer.items);
          if (answer.total > answer.items.length) {
            output.line();
            output.line(`${String(answer.items.length)} of ${String(answer.total)}.`);
          }
        });
      }),
    );
}
