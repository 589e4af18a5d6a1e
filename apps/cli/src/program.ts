import { Command, Option } from 'commander';
import { budgetCommand } from './budgets/budget.command.ts';
import { consumersCommand } from './consumers/consumers.command.ts';
import { deadLettersCommand } from './dead-letters/dead-letters.command.ts';
import { journeyCommand } from './journeys/journey.command.ts';
import { journeysCommand } from './journeys/journeys.command.ts';
import { pricesCommand } from './prices/prices.command.ts';
import { spendCommand } from './spending/spend.command.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/** Every group of commands: a new one is added here. */
const GROUPS = [
  journeyCommand,
  journeysCommand,
  deadLettersCommand,
  consumersCommand,
  spendCommand,
  budgetCommand,
  pricesCommand,
];

const EXAMPLES = `
Examples:
  $ arbiterctl journey 4b825dc              where a commit is on its way
  $ arbiterctl journeys                     how many commits have arrived
  $ arbiterctl dead-letters list            what could not be handled
  $ arbiterctl consumers -o json            who is how far behind
  $ arbiterctl spend --by team,model        what was spent

Exit codes: 0 done, 1 failed, 2 asked wrongly.`;

/** The whole command line. */
export function makeProgram(terminal: Terminal): Command {
  const program = new Command('arbiterctl')
    .description(
      "Looks into Arbiter and mends it: journeys, dead letters, consumers (admin's gRPC API), money (the gateway's REST API).",
    )
    .version(VERSION, '-V, --version', 'print the version')
    .addOption(new Option('-o, --output <format>', 'how to print').choices(['table', 'json']).default('table'))
    .option(
      '--address <host:port>',
      'the admin API; default: of the Arbiter that runs from this folder, or $ARBITER_GRPC',
    )
    .option(
      '--gateway <url>',
      'the REST API, for money; default: of the Arbiter that runs from this folder, or $ARBITER_GATEWAY',
    )
    .option('--api-key <key>', 'the admin API key, for what changes something; default: as above, or $API_KEY_SECRET')
    .addHelpText('after', EXAMPLES)
    .helpOption('-h, --help', 'explain a command, with examples')
    .showHelpAfterError('Try --help.');
  for (const group of GROUPS) program.addCommand(group(terminal));
  setUp(program, terminal);
  return program;
}

/** Commander writes and ends as the terminal says, in every command. */
function setUp(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({
    writeOut: terminal.out,
    writeErr: terminal.err,
    getOutHelpWidth: () => terminal.columns ?? 100,
    getErrHelpWidth: () => terminal.columns ?? 100,
    getOutHasColors: () => terminal.colours,
    getErrHasColors: () => terminal.colours,
  });
  for (const child of command.commands) {
    child.helpOption('-h, --help', 'explain it, with examples').showHelpAfterError('Try --help.');
    setUp(child, terminal);
  }
}
