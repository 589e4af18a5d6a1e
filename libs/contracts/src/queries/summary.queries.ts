import { z } from 'zod';
import { defineQuery } from '../core/query.ts';

const repository = { forge: z.string().optional(), repositoryId: z.string().optional() };
const Count = z.number().int().nonnegative();

/** How many people stand behind a repository's commits, or behind all. */
export const CountPeople = defineQuery({
  subject: 'query.identity.count-people.v1',
  request: z.object(repository),
  reply: z.object({ people: Count, bots: Count, unmatched: Count }),
});

/** What was found in a repository's commits, or in all. */
export const CountFindings = defineQuery({
  subject: 'query.review.count-findings.v1',
  request: z.object(repository),
  reply: z.object({ analyzed: Count, commitments: Count, ambiguous: Count, debtNotes: Count }),
});

/** What a repository's work cost, or all. USD as decimal text with 12 places. */
export const TotalCost = defineQuery({
  subject: 'query.cost-accounting.total-cost.v1',
  request: z.object(repository),
  reply: z.object({ calls: Count, usd: z.string(), pico: z.string() }),
});
