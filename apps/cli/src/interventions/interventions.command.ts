import type { DecisionOutcome, InboxItem } from '@arbiter/contracts';
import { Command, Option } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import { Failure } from '../failure.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';
import { leadsCommand } from './leads.command.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl interventions list --state proposed
  $ arbiterctl interventions show ID
  $ arbiterctl interventions decide ID accept --by lea@example.org
  $ arbiterctl interventions decide ID modify --by lea@example.org --text "How is it going?"
  $ arbiterctl interventions leads import --file leads.csv
  $ arbiterctl interventions acceptance`;

/** `arbiterctl interventions`: what is to be said to people, and what leads decide. */
export function interventionsCommand(terminal: Terminal): Command {
  const group = new Command('interventions')
    .alias('intervention')
    .description('what is to be said to people, and what leads decide')
    .addHelpText('after', EXAMPLES);
  for (const command of [list, show, decide, acceptance, leadsCommand]) group.addCommand(command(terminal));
  return group;
}

const COLUMNS: readonly Column<InboxItem>[] = [
  { title: 'ID', of: ({ interventionId }) => interventionId },
  { title: 'PROPOSED', of: ({ proposedAt }) => proposedAt.slice(0, 16) },
  { title: 'REASON', of: ({ reason }) => reason },
  { title: 'STATE', of: ({ state }) => state },
  { title: 'TONE', of: ({ message }) => message?.tone ?? '' },
  { title: 'WHAT', of: ({ what }) => what.slice(0, 50) },
];

const STATES = [
  ...['proposed', 'ambiguous', 'blocked', 'accepted', 'modified', 'rejected', 'expired', 'cancelled', 'delivered'],
];

function list(terminal: Terminal): Command {
  return new Command('list')
    .description('the inbox, newest first')
    .addOption(new Option('--state <state>', 'only these').choices(STATES))
    .option('--limit <n>', 'most of them', '50')
    .action(({ state, limit }: { state?: string; limit: string }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const query = new URLSearchParams({ limit, ...(state !== undefined && { state }) });
        const answer = await api.call<{ items: InboxItem[] }>('GET', `/interventions?${query.toString()}`);
        output.answer(answer, () => {
          if (answer.items.length === 0) output.line('There is nothing.');
          else output.table(COLUMNS, answer.items);
        });
      }),
    );
}

function show(terminal: Terminal): Command {
  return new Command('show')
    .description('one of them, with its words and why')
    .argument('<id>')
    .action((id: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const item = await api.call<InboxItem>('GET', `/interventions/${encodeURIComponent(id)}`);
        output.answer(item, () => {
          output.table(COLUMNS, [item]);
          if (item.message === undefined) return;
          output.line('');
          output.line(item.message.text);
          output.line('');
          for (const why of item.message.why) output.line(`- ${why}`);
        });
      }),
    );
}

const DECISIONS: Readonly<Record<string, string>> = { accept: 'accepted', modify: 'modified', reject: 'rejected' };

interface Wish {
  readonly by: string;
  readonly text?: string;
  readonly reason?: string;
  readonly mistaken?: true;
}

function decide(terminal: Terminal): Command {
  return new Command('decide')
    .description('decide about a proposal, as a lead; the first one wins')
    .argument('<id>')
    .argument('<decision>', 'accept, modify or reject')
    .requiredOption('--by <lead>', 'who decides: an e-mail address, or an id')
    .option('--text <words>', 'with modify: what is said instead')
    .option('--reason <words>', 'why')
    .option('--mistaken', 'with reject: the promise was not broken')
    .action((id: string, decision: string, wish: Wish, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const word = DECISIONS[decision];
        if (word === undefined) throw new Failure('The decision is accept, modify or reject.', { usage: true });
        const path = `/interventions/${encodeURIComponent(id)}/decision`;
        const answer = await api.call<DecisionOutcome>('POST', path, { ...wish, decision: word });
        if (answer.outcome !== 'decided') throw new Failure(answer.message);
        output.answer(answer, () => output.line(answer.message));
      }),
    );
}

interface Acceptance {
  readonly department: string;
  readonly decided: number;
  readonly rate: number;
  readonly rateWithModified: number;
}

const RATES: readonly Column<Acceptance>[] = [
  { title: 'DEPARTMENT', of: ({ department }) => department || '(none)' },
  { title: 'DECIDED', of: ({ decided }) => String(decided), right: true },
  { title: 'ACCEPTED', of: ({ rate }) => rate.toFixed(2), right: true },
  { title: 'WITH MODIFIED', of: ({ rateWithModified }) => rateWithModified.toFixed(2), right: true },
];

function acceptance(terminal: Terminal): Command {
  return new Command('acceptance')
    .description('how leads take what is proposed')
    .action((_: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<{ items: Acceptance[] }>('GET', '/interventions/acceptance');
        output.answer(answer, () => {
          if (answer.items.length === 0) output.line('Nothing was decided yet.');
          else output.table(RATES, answer.items);
        });
      }),
    );
}
