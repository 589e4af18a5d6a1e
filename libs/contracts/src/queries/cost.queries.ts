import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { ServiceTier, Task } from '../events/usage.ts';
import { Instant } from '../vocabulary/forge.ts';
import { Usd } from '../vocabulary/money.ts';

/** What spending can be told apart by. Team and department are those of the time of the work. */
export const CostDimension = z.enum(['team', 'department', 'repository', 'provider', 'model', 'task', 'day', 'month']);
export type CostDimension = z.infer<typeof CostDimension>;

const Count = z.number().int().nonnegative();

/** Sums of tokens, disjoint but for `reasoning`, which is part of `output`. */
export const TokenSums = z.object({
  input: Count,
  cacheRead: Count,
  cacheWrite5m: Count,
  cacheWrite1h: Count,
  output: Count,
  reasoning: Count,
});
export type TokenSums = z.infer<typeof TokenSums>;

/** From one instant, inclusive, to another, exclusive. Left out: from the beginning, until now. */
const range = { from: Instant.optional(), to: Instant.optional() };

/** Only what is like this. A repository is `forge/id`. */
export const CostFilter = z.object({
  team: z.string().max(128).optional(),
  department: z.string().max(128).optional(),
  repository: z.string().max(64).optional(),
  provider: z.string().max(64).optional(),
  model: z.string().max(128).optional(),
  task: Task.optional(),
});
export type CostFilter = z.infer<typeof CostFilter>;

/** One line of spending: the values of what it was grouped by (null: nobody's, none), and sums. */
export const CostLine = z.object({
  group: z.partialRecord(CostDimension, z.string().nullable()),
  /** Calls that were paid or free, and answers from the cache. */
  calls: Count,
  tokens: TokenSums,
  usd: Usd,
  /** Part of `usd` that is estimated: calls that were cut off, or of models without a price. */
  estimatedUsd: Usd,
  /** What answers from the cache would have cost. */
  savedUsd: Usd,
});
export type CostLine = z.infer<typeof CostLine>;

/** Spending by any dimensions, dearest first. */
export const Costs = defineQuery({
  subject: 'query.cost-accounting.costs.v1',
  request: z.object({ groupBy: z.array(CostDimension).max(8), ...range, filter: CostFilter.optional() }),
  reply: z.object({ items: z.array(CostLine), totalUsd: Usd, totalSavedUsd: Usd, truncated: z.boolean() }),
});

/** What the cache saved, by how it answered. */
export const Savings = defineQuery({
  subject: 'query.cost-accounting.savings.v1',
  request: z.object(range),
  reply: z.object({
    items: z.array(
      z.object({ savedBy: z.enum(['exact-cache', 'semantic-cache']), hits: Count, tokens: TokenSums, savedUsd: Usd }),
    ),
    totalUsd: Usd,
    /** Answers from the cache, of all answers: 0 to 1. */
    hitRate: z.number().min(0).max(1),
  }),
});

/** Which model would have been asked: for a task, or for every task that no other line names. */
export const WhatIfRoute = z.object({
  task: Task.optional(),
  provider: z.string().min(1).max(64).optional(),
  model: z.string().min(1).max(128),
  serviceTier: ServiceTier.optional(),
});
export type WhatIfRoute = z.infer<typeof WhatIfRoute>;

/** What recorded usage would have cost under other models, call by call, at the prices of its time. */
export const WhatIf = defineQuery({
  subject: 'query.cost-accounting.what-if.v1',
  request: z.object({ route: z.array(WhatIfRoute).min(1).max(20), ...range, filter: CostFilter.optional() }),
  reply: z.object({
    calls: Count,
    actualUsd: Usd,
    whatIfUsd: Usd,
    items: z.array(
      z.object({ task: Task, provider: z.string(), model: z.string(), calls: Count, actualUsd: Usd, whatIfUsd: Usd }),
    ),
  }),
});

/** A price, in US dollars for one token, as exact decimal text: `0.0000025`, `2.5e-06`. */
const Rate = z.union([z.string().regex(/^\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/), z.number().nonnegative()]);

/** Prices of one model, by the names that the price book uses (`input_cost_per_token`, …); other fields are left alone. */
export const PriceRow = z
  .looseObject({
    litellm_provider: z.string().max(64).optional(),
    input_cost_per_token: Rate.optional(),
    output_cost_per_token: Rate.optional(),
  })
  .describe('a row of the price book');

/** Adds prices from a date on. What was priced before stays as it is. Two prices for one date: the later import holds. */
export const ImportPrices = defineQuery({
  subject: 'query.cost-accounting.import-prices.v1',
  request: z.object({
    /** Left out: from now on. */
    effectiveFrom: Instant.optional(),
    /** Who or what they come from. */
    source: z.string().min(1).max(256),
    models: z.record(z.string().min(1).max(128), PriceRow),
  }),
  reply: z.object({
    imported: Count,
    unchanged: Count,
    /** Rows that hold no price for tokens. */
    skipped: Count,
    effectiveFrom: Instant,
  }),
});

/** Every price that a model had, has and will have: latest first. */
export const ShowPrices = defineQuery({
  subject: 'query.cost-accounting.show-prices.v1',
  request: z.object({ model: z.string().min(1).max(128) }),
  reply: z.object({
    items: z.array(z.object({ effectiveFrom: Instant, source: z.string(), rates: z.record(z.string(), z.unknown()) })),
  }),
});
