import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { dropCommand } from './drop.command.ts';
import { listCommand } from './list.command.ts';
import { replayCommand } from './replay.command.ts';
import { showCommand } from './show.command.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl dead-letters list
  $ arbiterctl dead-letters show 17
  $ arbiterctl dead-letters replay --all --dry-run`;

/** `arbiterctl dead-letters`: what could not be handled. */
export function deadLettersCommand(terminal: Terminal): Command {
  const group = new Command('dead-letters')
    .description('see what could not be handled; send it on its way again, or give it up')
    .addHelpText('after', EXAMPLES);
  for (const make of [listCommand, showCommand, replayCommand, dropCommand]) group.addCommand(make(terminal));
  return group;
}
