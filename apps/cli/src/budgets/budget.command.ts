import type { BudgetView } from '@arbiter/contracts';
import { Command, Option } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import type { Output } from '../output/output.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl budget create --scope team/core --period month --cap 50
  $ arbiterctl budget create --scope organization --period day --cap 5 --soft
  $ arbiterctl budget list
  $ arbiterctl budget burn-down ID`;

const SCOPE = ({ scope }: BudgetView): string =>
  scope.type === 'organization' ? 'organization' : `${scope.type}/${scope.id ?? ''}`;

const COLUMNS: readonly Column<BudgetView>[] = [
  { title: 'ID', of: ({ id }) => id },
  { title: 'SCOPE', of: SCOPE },
  { title: 'PERIOD', of: ({ period }) => period },
  { title: 'CAP', of: ({ capUsd }) => capUsd, right: true },
  { title: 'SPENT', of: ({ spentUsd }) => spentUsd, right: true },
  { title: 'HELD', of: ({ reservedUsd }) => reservedUsd, right: true },
  { title: 'LEFT', of: ({ remainingUsd }) => remainingUsd, right: true },
  { title: 'KIND', of: ({ hard, onExhausted }) => (hard ? `hard, then ${onExhausted}` : 'soft') },
];

const print = (output: Output, budget: BudgetView): void => {
  output.answer(budget, () => output.table(COLUMNS, [budget]));
};

/** `arbiterctl budget`: what may be spent. */
export function budgetCommand(terminal: Terminal): Command {
  const group = new Command('budget').alias('budgets').description('what may be spent').addHelpText('after', EXAMPLES);
  for (const command of [create, list, show, change, remove, burnDown]) group.addCommand(command(terminal));
  return group;
}

const onExhausted = () =>
  new Option('--on-exhausted <what>', 'what callers then do').choices(['downgrade', 'mock', 'defer']);

interface Terms {
  readonly scope: string;
  readonly period: string;
  readonly cap?: string;
  readonly timezone?: string;
  readonly soft?: true;
  readonly hard?: true;
  readonly onExhausted?: string;
}

function create(terminal: Terminal): Command {
  return new Command('create')
    .description('make a budget; it counts from now on')
    .requiredOption('--scope <scope>', 'organization, department/NAME, team/NAME, repository/FORGE/ID or provider/NAME')
    .addOption(
      new Option('--period <period>', 'what the cap is for')
        .choices(['day', 'week', 'month', 'total'])
        .makeOptionMandatory(),
    )
    .requiredOption('--cap <usd>', 'US dollars')
    .option('--timezone <name>', 'where the period turns', 'UTC')
    .option('--soft', 'only warn')
    .addOption(onExhausted())
    .action(({ scope, period, cap, timezone, soft, onExhausted: then }: Terms, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const [type = '', ...rest] = scope.split('/');
        const id = rest.join('/');
        const terms = { scope: { type, ...(id !== '' && { id }) }, period, timezone, capUsd: cap, hard: soft !== true };
        print(output, await api.call('POST', '/budgets', { ...terms, onExhausted: then }));
      }),
    );
}

function list(terminal: Terminal): Command {
  return new Command('list').description('all budgets').action((_: unknown, command: Command) =>
    withRestApi(command, terminal, async (api, output) => {
      const answer = await api.call<{ items: BudgetView[] }>('GET', '/budgets');
      output.answer(answer, () => {
        if (answer.items.length === 0) output.line('There are no budgets.');
        else output.table(COLUMNS, answer.items);
      });
    }),
  );
}

function show(terminal: Terminal): Command {
  return new Command('show')
    .description('one budget')
    .argument('<id>')
    .action((id: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        print(output, await api.call('GET', `/budgets/${encodeURIComponent(id)}`));
      }),
    );
}

function change(terminal: Terminal): Command {
  return new Command('change')
    .description('change the cap, or what happens at it')
    .argument('<id>')
    .option('--cap <usd>', 'US dollars')
    .addOption(new Option('--soft', 'only warn').conflicts('hard'))
    .option('--hard', 'refuse what does not fit')
    .addOption(onExhausted())
    .action((id: string, { cap, soft, hard, onExhausted: then }: Terms, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const kind = soft ? { hard: false } : hard ? { hard: true } : {};
        const terms = { capUsd: cap, onExhausted: then, ...kind };
        print(output, await api.call('PATCH', `/budgets/${encodeURIComponent(id)}`, terms));
      }),
    );
}

function remove(terminal: Terminal): Command {
  return new Command('delete')
    .description('delete a budget')
    .argument('<id>')
    .action((id: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        await api.call('DELETE', `/budgets/${encodeURIComponent(id)}`);
        output.answer({ deleted: id }, () => output.line('Deleted.'));
      }),
    );
}

interface Burned {
  readonly days: readonly { readonly day: string; readonly spentUsd: string; readonly remainingUsd: string }[];
  readonly usdPerDay: string;
  readonly projectedExhaustion: string | null;
}

const DAYS: readonly Column<Burned['days'][number]>[] = [
  { title: 'DAY', of: ({ day }) => day },
  { title: 'SPENT', of: ({ spentUsd }) => spentUsd, right: true },
  { title: 'LEFT', of: ({ remainingUsd }) => remainingUsd, right: true },
];

function burnDown(terminal: Terminal): Command {
  return new Command('burn-down')
    .description('how a budget is used up, and when it will be gone')
    .argument('<id>')
    .action((id: string, _: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const answer = await api.call<Burned>('GET', `/budgets/${encodeURIComponent(id)}/burn-down`);
        output.answer(answer, () => {
          if (answer.days.length > 0) output.table(DAYS, answer.days);
          output.line(`${answer.usdPerDay} USD a day; gone: ${answer.projectedExhaustion ?? 'not in this period'}`);
        });
      }),
    );
}
