import {
  CostDimension,
  CostFilter,
  Costs,
  Savings,
  TokenSums,
  WhatIf,
  WhatIfRoute,
  type CostLine,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { csvOf } from './csv.ts';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';

const tag = 'Costs';

/** A date means its first moment in UTC. */
const Moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((text) => (text.includes('T') ? text : `${text}T00:00:00Z`));
const range = {
  from: Moment.optional().describe('From this date or instant on.'),
  to: Moment.optional().describe('Up to this date or instant, which is not included.'),
};

const DIMENSIONS = CostDimension.options.join(', ');
const GroupBy = z
  .string()
  .default('team')
  .describe(`What to tell apart, with commas between: ${DIMENSIONS}.`)
  .transform((text) => text.split(',').map((word) => word.trim()))
  .pipe(z.array(CostDimension).min(1).max(8));

const Line = z.looseObject({
  calls: z.int(),
  tokens: TokenSums,
  usd: z.string(),
  estimatedUsd: z.string(),
  savedUsd: z.string(),
});
type Line = z.infer<typeof Line>;

const toLine = ({ group, ...sums }: CostLine): Line => ({ ...group, ...sums });

const SUMS = [
  'calls',
  ...Object.keys(TokenSums.shape).map((kind) => `tokens.${kind}`),
  'usd',
  'estimatedUsd',
  'savedUsd',
];

/** The columns are those that were asked for, also where there is nothing to tell. */
const costsAsCsv = (
  { items }: { items: readonly Line[] },
  { groupBy }: { groupBy: readonly CostDimension[] },
): string => csvOf(items, [...new Set(groupBy), ...SUMS]);

/** What was spent, what was saved, and what it would have cost otherwise. */
@Injectable()
export class CostsEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'GET',
      path: '/v1/costs',
      tag,
      summary: 'Spending by team, department, repository, provider, model, task, day or month; dearest first.',
      input: z.object({ groupBy: GroupBy, ...range, ...CostFilter.shape }),
      output: z.object({
        items: z.array(Line),
        totalUsd: z.string(),
        totalSavedUsd: z.string(),
        truncated: z.boolean().describe('There are more groups than one answer holds.'),
      }),
      csv: costsAsCsv,
      run: async ({ groupBy, from, to, ...filter }) => {
        const { items, ...totals } = await this.queries.ask(Costs, {
          groupBy,
          ...given({ from, to }),
          filter: given(filter),
        });
        return { items: items.map(toLine), ...totals };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/costs/savings',
      tag,
      summary: 'What the cache saved.',
      input: z.object(range),
      output: z.object({
        items: z.array(z.object({ savedBy: z.string(), hits: z.int(), tokens: TokenSums, savedUsd: z.string() })),
        totalUsd: z.string(),
        hitRate: z.number(),
      }),
      run: (period) => this.queries.ask(Savings, given(period)),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/costs/what-if',
      tag,
      summary: 'What recorded calls would have cost under other models.',
      input: z.object({ route: z.array(WhatIfRoute).min(1).max(20), ...range, ...CostFilter.shape }),
      output: z.object({
        calls: z.int(),
        actualUsd: z.string(),
        whatIfUsd: z.string(),
        items: z.array(z.looseObject({ task: z.string(), provider: z.string(), model: z.string() })),
      }),
      run: ({ route, from, to, ...filter }) =>
        this.queries.ask(WhatIf, { route, ...given({ from, to }), filter: given(filter) }, { timeoutMs: 60_000 }),
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
