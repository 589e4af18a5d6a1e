import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { mailmapCommand } from './mailmap.command.ts';
import { trailersCommand } from './trailers.command.ts';

type Make = (terminal: Terminal) => Command;

/** The commands that need a running system. They bring more along, for which the filters do not wait. */
async function online(): Promise<readonly Make[]> {
  const [{ unmatchedCommand }, people, { importCommand }, { directoriesCommand, syncCommand }] = await Promise.all([
    import('./unmatched.command.ts'),
    import('./people.commands.ts'),
    import('./import.command.ts'),
    import('./directories.commands.ts'),
  ]);
  const { applyMailmapCommand, linkCommand, mergeCommand, rejectCommand, unlinkCommand, unmergeCommand } = people;
  return [
    ...[unmatchedCommand, mergeCommand, unmergeCommand, rejectCommand, linkCommand, unlinkCommand],
    ...[applyMailmapCommand, importCommand, directoriesCommand, syncCommand],
  ];
}

const FILTERS: Readonly<Record<string, Make>> = { mailmap: mailmapCommand, trailers: trailersCommand };

/** `arbiterctl identity`: who is who. @param name the command that is asked for, if it is known */
export async function identityCommand(name = ''): Promise<Make> {
  const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  const makes = filter ? [filter] : [...Object.values(FILTERS), ...(await online())];
  return (terminal) => {
    const group = new Command('identity').description('who is behind an address, a login, a chat id');
    for (const make of makes) group.addCommand(make(terminal));
    return group;
  };
}
