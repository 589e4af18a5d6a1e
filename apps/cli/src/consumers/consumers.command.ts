import type { AdminConsumer, ListConsumersResponse } from '@arbiter/contracts';
import { Command } from 'commander';
import { withApi } from '../connection/with-api.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl consumers
  $ arbiterctl consumers --behind           only those that have something before them`;

const COLUMNS: readonly Column<AdminConsumer>[] = [
  { title: 'STREAM', of: ({ stream }) => stream },
  { title: 'CONSUMER', of: ({ durable }) => durable },
  { title: 'PENDING', of: ({ pending }) => pending, right: true },
  { title: 'IN FLIGHT', of: ({ inFlight }) => inFlight, right: true },
  { title: 'REDELIVERED', of: ({ redelivered }) => redelivered, right: true },
];

/** `arbiterctl consumers`: who is how far behind. */
export function consumersCommand(terminal: Terminal): Command {
  return new Command('consumers')
    .description('list what every consumer still has before it, in messages')
    .option('--behind', 'only those that have something before them')
    .addHelpText('after', EXAMPLES)
    .action(({ behind }: { readonly behind?: true }, command: Command) =>
      withApi(command, terminal, async (api, output) => {
        const { items } = await api.call<ListConsumersResponse>('listConsumers');
        const shown = behind ? items.filter(({ pending, inFlight }) => pending + inFlight > 0) : items;
        output.answer({ items: shown }, () => {
          if (shown.length === 0) output.line(behind ? 'Nobody is behind.' : 'There are no consumers yet.');
          else output.table(COLUMNS, shown);
        });
      }),
    );
}
