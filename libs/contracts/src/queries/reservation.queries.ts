import { z } from 'zod';
import { defineQuery } from '../core/query.ts';
import { ServiceTier, Task, TokenUsage, Tokens, Usage } from '../events/usage.ts';
import { OnExhausted, ScopeType } from '../vocabulary/budget.ts';
import { Forge, Instant } from '../vocabulary/forge.ts';
import { Pico, UsdInput } from '../vocabulary/money.ts';

const Name = z.string().min(1).max(128);

/** On whose account a call is made: the budgets of all that is named here must have room for it. */
export const BudgetSubject = z.object({
  /** Left out: `default`. */
  organization: Name.optional(),
  department: Name.optional(),
  team: Name.optional(),
  repository: z.object({ forge: Forge, id: z.string().min(1).max(32) }).optional(),
});
export type BudgetSubject = z.infer<typeof BudgetSubject>;

/** A review with caps of its own, over all of its calls. */
export const ReviewBudget = z.object({
  id: z.string().min(1).max(128),
  caps: z.object({ usd: UsdInput.optional(), tokens: z.number().int().positive().max(1e12).optional() }),
});
export type ReviewBudget = z.infer<typeof ReviewBudget>;

/**
 * Sets money aside for one attempt to ask a model, under every budget that it falls under: all of them or none.
 *
 * The caller picks the id: asked again under the same id, the same answer. What was granted must be settled within
 * `leaseSeconds`; after that it is charged whole. So a lease must be longer than the call can take.
 */
export const ReserveBudget = defineQuery({
  subject: 'query.cost-accounting.reserve-budget.v1',
  request: z.object({
    reservationId: z.uuid(),
    subject: BudgetSubject,
    review: ReviewBudget.optional(),
    task: Task,
    provider: z.string().min(1).max(64),
    model: Name,
    serviceTier: ServiceTier.optional(),
    /** An upper bound of the prompt: everything that is sent, tools and schema too. */
    input: Tokens,
    /** How much of the prompt may be written to the provider's cache at a premium. */
    cacheWrite: Tokens.optional(),
    /** Output tokens that are wanted, reasoning among them. */
    maxOutput: Tokens,
    /** Fewer are of no use. At most `maxOutput`. */
    minOutput: Tokens,
    leaseSeconds: z.number().int().min(1).max(3600),
  }),
  reply: z.discriminatedUnion('granted', [
    z.object({
      granted: z.literal(true),
      /** The `max_tokens` to ask with: what was wanted, or what little is left allows. */
      maxOutput: Tokens,
      heldPico: Pico,
    }),
    z.object({
      granted: z.literal(false),
      /**
       * `exhausted`: nothing useful is left. `contended`: others hold what is left; ask again after `retryAfterMs`.
       * `closed`: it cannot be told what is left, so nothing may be spent.
       */
      reason: z.enum(['exhausted', 'contended', 'closed']),
      retryAfterMs: z.number().int().nonnegative().optional(),
      /** The budget that refused. `review`: the review's own caps. */
      budget: z
        .object({
          id: z.string(),
          scope: z.enum([...ScopeType.options, 'review']),
          onExhausted: OnExhausted,
          /** When it starts again; null: never. */
          periodEndsAt: Instant.nullable(),
        })
        .optional(),
    }),
  ]),
});

/** Says what became of an attempt. Idempotent; the first word counts, but for a true usage, which always does. */
export const SettleReservation = defineQuery({
  subject: 'query.cost-accounting.settle-reservation.v1',
  request: z.object({
    reservationId: z.uuid(),
    outcome: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('answered'),
        usageId: Usage.shape.usageId,
        tokens: TokenUsage,
        serviceTier: ServiceTier.optional(),
        /** The provider gave no count that can be true: the most that it can be is charged, as an estimate. */
        estimated: z.boolean().optional(),
      }),
      /** The provider surely did no work: it refused at the door. Nothing is charged. */
      z.object({ kind: z.literal('not-billed') }),
      /** Time-out, hang-up, cut-off: charged whole, as an estimate, until the true usage turns up. */
      z.object({ kind: z.literal('unknown') }),
    ]),
  }),
  reply: z.object({ settledPico: Pico, estimated: z.boolean() }),
});
