import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { mailmapCommand } from './mailmap.command.ts';
import { trailersCommand } from './trailers.command.ts';

/** `arbiterctl identity`: who is who. */
export function identityCommand(terminal: Terminal): Command {
  const group = new Command('identity').description('who is behind an address, a login, a chat id');
  for (const command of [mailmapCommand, trailersCommand]) group.addCommand(command(terminal));
  return group;
}
