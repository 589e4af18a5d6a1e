import { readFileSync } from 'node:fs';
import type { DirectoryChanges } from '@arbiter/contracts';
import { Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import { Failure } from '../failure.ts';
import type { Output } from '../output/output.ts';
import type { Terminal } from '../terminal.ts';
import { readPeople } from './read-people.ts';

const EXAMPLES = `
The first line of FILE names the columns: user_name or email is needed; display_name, emails (several, apart by ";"), team,
department, slack_id, github, gitlab and active may be there. Whoever is not in the file stays as they are.

Examples:
  $ arbiterctl identity import --file people.csv --dry-run
  $ arbiterctl identity import --file people.csv`;

/** Entries that go in one request. */
const AT_ONCE = 1000;

interface Options {
  readonly file: string;
  readonly dryRun: boolean;
}

/** `arbiterctl identity import`: people from a list. */
export function importCommand(terminal: Terminal): Command {
  return new Command('import')
    .description('take people from a CSV file')
    .requiredOption('--file <file>', 'the list')
    .option('--dry-run', 'only say what would be done', false)
    .addHelpText('after', EXAMPLES)
    .action(({ file, dryRun }: Options, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const { entries, lines } = readPeople(read(file));
        const changes: DirectoryChanges[] = [];
        for (let start = 0; start < entries.length; start += AT_ONCE) {
          const items = entries.slice(start, start + AT_ONCE);
          const answer = await api.call<DirectoryChanges>('POST', '/people/import', { items, dryRun });
          const conflicts = answer.conflicts.map((conflict) => ({ ...conflict, index: conflict.index + start }));
          changes.push({ ...answer, conflicts });
        }
        print(output, sumOf(changes), dryRun, lines);
      }),
    );
}

/** Prints what a visit or an import did. @param lines the lines of the entries in a file, if they come from one */
export function print(output: Output, changes: DirectoryChanges, dryRun: boolean, lines: readonly number[] = []): void {
  output.answer(changes, () => {
    const { created, updated, deactivated, unchanged, conflicts, stopped } = changes;
    const [would, verb] = dryRun || stopped ? ['would be ', 'Nothing was done.'] : ['', ''];
    output.line(
      `${created} ${would}new, ${updated} ${would}changed, ${deactivated} ${would}put out, ${unchanged} as they were. ${verb}`.trim(),
    );
    for (const { index, reason } of conflicts) {
      const line = lines[index];
      output.line(`${line === undefined ? `entry ${index}` : `line ${line}`}: ${reason}`);
    }
    if (stopped) output.line('So many leave at once that nobody was put out. If that is right, say --confirm.');
  });
}

function sumOf(changes: readonly DirectoryChanges[]): DirectoryChanges {
  const sum = (name: 'created' | 'updated' | 'deactivated' | 'unchanged') =>
    changes.reduce((total, one) => total + one[name], 0);
  return {
    ...{
      created: sum('created'),
      updated: sum('updated'),
      deactivated: sum('deactivated'),
      unchanged: sum('unchanged'),
    },
    conflicts: changes.flatMap(({ conflicts }) => conflicts),
    stopped: changes.some(({ stopped }) => stopped),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Failure(`${file} cannot be read.`, { usage: true });
  }
}
