import { Command, Option } from 'commander';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

type Group = (terminal: Terminal) => Command;

/** Every group of commands by its name, loaded when it is asked for: a new one is added here. */
const GROUPS: ReadonlyMap<string, (command?: string) => Promise<Group>> = new Map([
  ['journey', async (): Promise<Group> => (await import('./journeys/journey.command.ts')).journeyCommand],
  ['journeys', async (): Promise<Group> => (await import('./journeys/journeys.command.ts')).journeysCommand],
  [
    'dead-letters',
    async (): Promise<Group> => (await import('./dead-letters/dead-letters.command.ts')).deadLettersCommand,
  ],
  ['quarantine', async (): Promise<Group> => (await import('./quarantine/quarantine.command.ts')).quarantineCommand],
  ['consumers', async (): Promise<Group> => (await import('./consumers/consumers.command.ts')).consumersCommand],
  ['spend', async (): Promise<Group> => (await import('./spending/spend.command.ts')).spendCommand],
  ['budget', async (): Promise<Group> => (await import('./budgets/budget.command.ts')).budgetCommand],
  ['privacy', async (): Promise<Group> => (await import('./privacy/privacy.command.ts')).privacyCommand],
  ['audit', async (): Promise<Group> => (await import('./audit/audit.command.ts')).auditCommand],
  ['reports', async (): Promise<Group> => (await import('./reports/reports.command.ts')).reportsCommand],
  ['prices', async (): Promise<Group> => (await import('./prices/prices.command.ts')).pricesCommand],
  ['review', async (): Promise<Group> => (await import('./review/review.command.ts')).reviewCommand],
  [
    'commitments',
    async (): Promise<Group> => (await import('./commitments/commitments.command.ts')).commitmentsCommand,
  ],
  ['deadlines', async (): Promise<Group> => (await import('./deadlines/deadlines.command.ts')).deadlinesCommand],
  [
    'interventions',
    async (): Promise<Group> => (await import('./interventions/interventions.command.ts')).interventionsCommand,
  ],
  ['identity', async (command?: string) => (await import('./identity/identity.command.ts')).identityCommand(command)],
]);

const EXAMPLES = `
Examples:
  $ arbiterctl journey 4b825dc              where a commit is on its way
  $ arbiterctl journeys                     how many commits have arrived
  $ arbiterctl dead-letters list            what could not be handled
  $ arbiterctl quarantine list              what was delivered and made no sense
  $ arbiterctl consumers -o json            who is how far behind
  $ arbiterctl spend --by team,model        what was spent
  $ arbiterctl review --patch fix.diff      what a reviewer says to a change
  $ arbiterctl commitments preview --file - what a text promises
  $ arbiterctl interventions list           what is to be said to people
  $ arbiterctl identity unmatched           who is not known yet

Exit codes: 0 done, 1 failed, 2 asked wrongly.`;

/**
 * The command line as far as the arguments need it: with one group if they begin with its name, so that a filter such as
 * `identity trailers` starts in no time, else the whole.
 */
export async function makeProgram(terminal: Terminal, [name = '', command]: readonly string[] = []): Promise<Command> {
  const only = GROUPS.get(name);
  const groups = await Promise.all(only ? [only(command)] : [...GROUPS.values()].map((load) => load()));
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
    .showHelpAfterError('Try --help.')
    // A review prints in formats of its own.
    .enablePositionalOptions(name === 'review');
  for (const group of groups) program.addCommand(group(terminal));
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
