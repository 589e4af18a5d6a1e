import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { withRestApi } from '../connection/with-rest-api.ts';
import { Failure } from '../failure.ts';
import type { Output } from '../output/output.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';
import { type NamedLeads, readLeads } from './read-leads.ts';

interface Lead {
  readonly scope: { readonly type: string; readonly name: string };
  readonly personId: string;
}

const COLUMNS: readonly Column<Lead>[] = [
  { title: 'OF', of: ({ scope }) => [scope.type, scope.name].filter((part) => part !== '').join('/') },
  { title: 'LEAD', of: ({ personId }) => personId },
];

const print = (output: Output, answer: { items: readonly Lead[] }): void => {
  output.answer(answer, () => {
    if (answer.items.length === 0) output.line('Nobody leads anybody.');
    else output.table(COLUMNS, answer.items);
  });
};

/** `arbiterctl interventions leads`: who decides for whom. */
export function leadsCommand(terminal: Terminal): Command {
  return new Command('leads')
    .description('who decides for whom')
    .addCommand(
      new Command('list').description('all of them').action((_: unknown, command: Command) =>
        withRestApi(command, terminal, async (api, output) => {
          print(output, await api.call('GET', '/interventions/leads'));
        }),
      ),
    )
    .addCommand(
      new Command('import')
        .description('replace the leads of every team and department in a CSV file: scope,name,lead')
        .requiredOption('--file <csv>', 'like: team,core,lea@example.org')
        .action(({ file }: { file: string }, command: Command) =>
          withRestApi(command, terminal, async (api, output) => {
            print(output, await api.call('POST', '/interventions/leads', await itemsOf(file)));
          }),
        ),
    );
}

async function itemsOf(file: string): Promise<readonly NamedLeads[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure(`${file} cannot be read.`);
  });
  const { leads, wrong } = readLeads(text);
  if (wrong.length > 0) throw new Failure(wrong.join('\n'));
  return leads;
}
