import { Command, Option } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl reports organization
  $ arbiterctl reports department Engineering --format html > engineering.html
  $ arbiterctl reports audit jane@example.org --reason "her review"   needs her leave, unless the key is hers`;

interface Options {
  readonly format: string;
  readonly reason?: string;
}

/** `arbiterctl reports`: figures about promises, never of fewer than five people. */
export function reportsCommand(terminal: Terminal): Command {
  const group = new Command('reports').description('figures about promises').addHelpText('after', EXAMPLES);
  group.addCommand(report(terminal, 'organization', 'the whole organisation and its departments'));
  group.addCommand(report(terminal, 'department', 'one department', 'name'));
  group.addCommand(report(terminal, 'audit', 'one person, for that person or whom they allow', 'person'));
  return group;
}

function report(terminal: Terminal, name: string, description: string, about?: string): Command {
  const command = new Command(name)
    .description(description)
    .addOption(new Option('--format <format>', 'how').choices(['json', 'markdown', 'html']).default('markdown'));
  if (about !== undefined) command.argument(`<${about}>`);
  if (name === 'audit') command.option('--reason <words>', 'why, for the person to read');
  return command.action((...given: [string, Options, Command] | [Options, Command]) => {
    const [about, options, self] = given.length === 3 ? given : ([undefined, ...given] as const);
    return withRestApi(self, terminal, async (api) => {
      const path = ['/reports', name, ...(about === undefined ? [] : [encodeURIComponent(about)])].join('/');
      const query = new URLSearchParams({
        format: options.format,
        ...(options.reason !== undefined && { reason: options.reason }),
      });
      terminal.out(`${(await api.text(`${path}?${query.toString()}`)).trimEnd()}\n`);
    });
  });
}
