import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { listCommand } from './list.command.ts';
import { releaseCommand } from './release.command.ts';
import { showCommand } from './show.command.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl quarantine list
  $ arbiterctl quarantine show 2d4f6c1e-0a3b-5c7d-9e8f-1a2b3c4d5e6f
  $ arbiterctl quarantine release --all --dry-run`;

/** `arbiterctl quarantine`: deliveries that were authentic and made no sense. */
export function quarantineCommand(terminal: Terminal): Command {
  const group = new Command('quarantine')
    .description('see what was delivered and made no sense; have it judged anew, after an upgrade')
    .addHelpText('after', EXAMPLES);
  for (const make of [listCommand, showCommand, releaseCommand]) group.addCommand(make(terminal));
  return group;
}
