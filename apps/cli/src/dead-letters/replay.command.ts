import type { DeadLetterIds } from '@arbiter/contracts';
import { Command } from 'commander';
import { withApi } from '../connection/with-api.ts';
import type { Terminal } from '../terminal.ts';
import { natural } from '../numbers.ts';
import { PATIENCE, type SelectionOptions, counted, selecting, selectionOf } from './selection.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl dead-letters replay 17 18
  $ arbiterctl dead-letters replay --service identity --dry-run
  $ arbiterctl dead-letters replay --all --rate 50      at most 50 a second`;

/** `arbiterctl dead-letters replay` */
export function replayCommand(terminal: Terminal): Command {
  return selecting(new Command('replay'))
    .description('send dead letters on their way again; what was done already is not done twice')
    .option('--rate <number>', 'at most so many a second', natural)
    .addHelpText('after', EXAMPLES)
    .action((ids: readonly number[], options: SelectionOptions & { readonly rate?: number }, command: Command) =>
      withApi(command, terminal, async (api, output) => {
        const { dryRun = false, rate } = options;
        const request = { selection: selectionOf(ids, options), dryRun, rate };
        const answer = await api.call<DeadLetterIds>('replayDeadLetters', request, PATIENCE);
        output.answer(answer, () => {
          output.line(`${dryRun ? 'Would send' : 'Sent'} ${counted(answer.ids)}`);
        });
      }),
    );
}
