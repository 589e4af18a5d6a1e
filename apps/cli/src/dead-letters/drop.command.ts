import type { DeadLetterIds } from '@arbiter/contracts';
import { Command } from 'commander';
import { withApi } from '../connection/with-api.ts';
import type { Terminal } from '../terminal.ts';
import { PATIENCE, type SelectionOptions, counted, selecting, selectionOf } from './selection.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl dead-letters drop 17
  $ arbiterctl dead-letters drop --all --dry-run`;

/** `arbiterctl dead-letters drop` */
export function dropCommand(terminal: Terminal): Command {
  return selecting(new Command('drop'))
    .description('give dead letters up for good: they cannot be brought back')
    .addHelpText('after', EXAMPLES)
    .action((ids: readonly number[], options: SelectionOptions, command: Command) =>
      withApi(command, terminal, async (api, output) => {
        const { dryRun = false } = options;
        const request = { selection: selectionOf(ids, options), dryRun };
        const answer = await api.call<DeadLetterIds>('dropDeadLetters', request, PATIENCE);
        output.answer(answer, () => {
          output.line(`${dryRun ? 'Would drop' : 'Dropped'} ${counted(answer.ids)}`);
        });
      }),
    );
}
