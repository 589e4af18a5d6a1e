import { Command } from 'commander';
import { withRestApi } from '../connection/with-rest-api.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Examples:
  $ arbiterctl spend                                  by team, since the beginning
  $ arbiterctl spend --by provider,model --from 2026-11-01 --to 2026-12-01
  $ arbiterctl spend --by team,month --csv > chargeback.csv
  $ arbiterctl spend savings                          what the cache saved
  $ arbiterctl spend what-if --model gpt-4o-mini      what it would have cost under another model`;

type Line = Readonly<Record<string, unknown>> & {
  readonly calls: number;
  readonly usd: string;
  readonly savedUsd: string;
};

interface Period {
  readonly from?: string;
  readonly to?: string;
}

const queryOf = (fields: object): string =>
  new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== undefined)).toString();

/** `arbiterctl spend`: what was spent. */
export function spendCommand(terminal: Terminal): Command {
  return withPeriod(new Command('spend'))
    .description('what was spent, by any dimensions')
    .option('--by <dimensions>', 'team, department, repository, provider, model, task, day, month', 'team')
    .option('--csv', 'as CSV')
    .addHelpText('after', EXAMPLES)
    .action(({ by, csv, from, to }: Period & { by: string; csv?: true }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const path = `/costs?${queryOf({ groupBy: by, from, to })}`;
        if (csv) {
          terminal.out(await api.csv(path));
          return;
        }
        const answer = await api.call<{ items: Line[]; totalUsd: string }>('GET', path);
        output.answer(answer, () => {
          if (answer.items.length > 0) output.table(columnsOf(by), answer.items);
          output.line(`${answer.totalUsd} USD in all`);
        });
      }),
    )
    .addCommand(savingsCommand(terminal))
    .addCommand(whatIfCommand(terminal));
}

const withPeriod = (command: Command): Command =>
  command.option('--from <date>', 'from this date or instant on').option('--to <date>', 'up to it, not included');

function columnsOf(by: string): Column<Line>[] {
  const dimensions = by.split(',').map((word) => word.trim());
  return [
    ...dimensions.map((name) => ({ title: name.toUpperCase(), of: (line: Line) => text(line[name]) })),
    { title: 'CALLS', of: ({ calls }) => calls, right: true },
    { title: 'USD', of: ({ usd }) => usd, right: true },
    { title: 'SAVED USD', of: ({ savedUsd }) => savedUsd, right: true },
  ];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '-');

interface Saving {
  readonly savedBy: string;
  readonly hits: number;
  readonly savedUsd: string;
}

const SAVINGS: readonly Column<Saving>[] = [
  { title: 'BY', of: ({ savedBy }) => savedBy },
  { title: 'HITS', of: ({ hits }) => hits, right: true },
  { title: 'USD', of: ({ savedUsd }) => savedUsd, right: true },
];

function savingsCommand(terminal: Terminal): Command {
  return withPeriod(new Command('savings'))
    .description('what the cache saved')
    .action((_: unknown, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const { from, to } = command.optsWithGlobals<Period>();
        const answer = await api.call<{ items: Saving[]; totalUsd: string }>(
          'GET',
          `/costs/savings?${queryOf({ from, to })}`,
        );
        output.answer(answer, () => {
          if (answer.items.length > 0) output.table(SAVINGS, answer.items);
          output.line(`${answer.totalUsd} USD saved`);
        });
      }),
    );
}

interface WhatIf {
  readonly calls: number;
  readonly actualUsd: string;
  readonly whatIfUsd: string;
}

function whatIfCommand(terminal: Terminal): Command {
  return withPeriod(new Command('what-if'))
    .description('what recorded calls would have cost under another model')
    .requiredOption('--model <name>', 'the other model')
    .option('--provider <name>', 'its provider')
    .option('--task <task>', 'only for this task')
    .action(({ model, provider, task }: { model: string; provider?: string; task?: string }, command: Command) =>
      withRestApi(command, terminal, async (api, output) => {
        const { from, to } = command.optsWithGlobals<Period>();
        const way = { model, ...(provider !== undefined && { provider }), ...(task !== undefined && { task }) };
        const answer = await api.call<WhatIf>('POST', '/costs/what-if', { route: [way], from, to });
        output.answer(answer, () => {
          output.line(`${answer.calls} calls: ${answer.whatIfUsd} USD instead of ${answer.actualUsd} USD`);
        });
      }),
    );
}
