import type { DirectoryChanges, ListDirectories, ReplyOf } from '@arbiter/contracts';
import { Argument, Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';
import { print } from './import.command.ts';

type Directory = ReplyOf<typeof ListDirectories>['items'][number];

const COLUMNS: readonly Column<Directory>[] = [
  { title: 'SOURCE', of: ({ source }) => source },
  { title: 'PEOPLE', of: ({ people }) => people, right: true },
  { title: 'ACTIVE', of: ({ active }) => active, right: true },
  { title: 'LAST VISIT', of: ({ lastVisit }) => lastVisit?.at ?? '' },
  {
    title: 'OUTCOME',
    of: ({ lastVisit }) =>
      lastVisit?.outcome === 'stopped' ? `stopped: ${lastVisit.leaving} would be put out` : (lastVisit?.outcome ?? ''),
  },
];

/** `arbiterctl identity directories`: where people are told of. */
export function directoriesCommand(terminal: Terminal): Command {
  return new Command('directories')
    .description('directories that tell of people, and how their last visits ended')
    .action((_: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<{ items: Directory[] }>('GET', '/directories');
        output.answer(answer, () => {
          if (answer.items.length === 0) output.line('No directory has told of anybody yet.');
          else output.table(COLUMNS, answer.items);
        });
      }),
    );
}

interface Options {
  readonly dryRun: boolean;
  readonly confirm: boolean;
}

/** `arbiterctl identity sync`: visits a directory now. */
export function syncCommand(terminal: Terminal): Command {
  return new Command('sync')
    .description('visit a directory now')
    .addArgument(new Argument('<source>', 'which one').choices(['ldap', 'google']))
    .option('--dry-run', 'only say what would be done', false)
    .option('--confirm', 'also if many are put out', false)
    .action((source: string, { dryRun, confirm }: Options, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const path = `/directories/${source}/visit`;
        print(output, await api.call<DirectoryChanges>('POST', path, { dryRun, confirm }), dryRun);
      }),
    );
}
