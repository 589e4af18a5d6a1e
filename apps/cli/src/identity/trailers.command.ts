import { buffer } from 'node:stream/consumers';
import { formatTrailer, trailersOf } from '@arbiter/authorship';
import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Reads one message from standard input. As git interpret-trailers --parse (with git's defaults), it needs no running system
and takes bytes of any encoding.

Examples:
  $ git log -1 --format=%B | arbiterctl identity trailers --no-divider`;

/** `arbiterctl identity trailers`: the trailers of a message, exactly as git finds them. */
export function trailersCommand(terminal: Terminal): Command {
  return new Command('trailers')
    .description('the trailers of a message, as git interpret-trailers --parse')
    .option('--no-divider', 'a line --- does not end the message')
    .addHelpText('after', EXAMPLES)
    .action(async ({ divider }: { readonly divider: boolean }) => {
      const message = await buffer(terminal.in());
      const trailers = trailersOf(message.toString('latin1'), { divider });
      terminal.out(Buffer.from(trailers.map(formatTrailer).join(''), 'latin1'));
    });
}
