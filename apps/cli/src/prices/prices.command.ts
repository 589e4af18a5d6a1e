import { Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';
import { importCommand } from './import.command.ts';
import { quoteCommand } from './quote.command.ts';

interface Dated {
  readonly effectiveFrom: string;
  readonly source: string;
  readonly rates: { readonly input_cost_per_token?: string; readonly output_cost_per_token?: string };
}

const COLUMNS: readonly Column<Dated>[] = [
  { title: 'FROM', of: ({ effectiveFrom }) => effectiveFrom },
  { title: 'SOURCE', of: ({ source }) => source },
  { title: 'INPUT', of: ({ rates }) => rates.input_cost_per_token ?? '', right: true },
  { title: 'OUTPUT', of: ({ rates }) => rates.output_cost_per_token ?? '', right: true },
];

/** `arbiterctl prices`: the price book. */
export function pricesCommand(terminal: Terminal): Command {
  return new Command('prices')
    .description('the price book: quote, import, show')
    .addCommand(quoteCommand(terminal))
    .addCommand(importCommand(terminal))
    .addCommand(showCommand(terminal));
}

function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('every price that a model had, has and will have')
    .argument('<model>', 'the model, as the price book names it')
    .action((model: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<{ items: Dated[] }>('GET', `/prices?model=${encodeURIComponent(model)}`);
        output.answer(answer, () => {
          if (answer.items.length === 0) output.line('The price book does not know this model.');
          else output.table(COLUMNS, answer.items);
        });
      }),
    );
}
