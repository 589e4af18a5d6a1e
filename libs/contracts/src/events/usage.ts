import { z } from 'zod';
import { Cause, partOfCause } from '../core/cause.ts';
import { type DataOf, type EventSubject, defineEvent, withOutline } from '../core/event.ts';
import type { JourneyKey } from '../core/journey-key.ts';
import { PersonRef } from '../vocabulary/attribution.ts';
import { Forge, Instant, RepositoryRef } from '../vocabulary/forge.ts';
import { Pico } from '../vocabulary/money.ts';

/** More than any call can take: what is beyond is a provider's mistake, and no basis for a bill. */
export const MAX_CALL_TOKENS = 1_000_000_000;

/** A count of tokens in one call. */
export const Tokens = z.number().int().nonnegative().max(MAX_CALL_TOKENS);

/** Another speed for another price; absent: the provider's usual one. */
export const ServiceTier = z.enum(['batch', 'flex', 'priority']);
export type ServiceTier = z.infer<typeof ServiceTier>;

/** Tokens by what they cost, disjoint but for `reasoning`, which is part of `output`. */
export const TokenUsage = z.object({
  input: Tokens,
  cacheRead: Tokens,
  cacheWrite5m: Tokens,
  cacheWrite1h: Tokens,
  output: Tokens,
  reasoning: Tokens,
});
export type TokenUsage = z.infer<typeof TokenUsage>;

/** What a model is asked for. */
export const Task = z.enum(['extraction', 'review', 'follow-up', 'tone', 'judge', 'fulfilment']);
export type Task = z.infer<typeof Task>;

/** One answered call of a model, or one that the cache answered in its place. */
export const Usage = z.object({
  /** The provider's response id, or ours where it gives none: what makes the charge idempotent. */
  usageId: z.string().min(1).max(128),
  /** The journey that it was for. */
  journey: z.string().max(256) as z.ZodType<JourneyKey>,
  task: Task,
  provider: z.string().min(1).max(64),
  model: z.string().min(1).max(128),
  tokens: TokenUsage,
  /** Whose work it was done for, team and department as they were then. */
  person: PersonRef.optional(),
  forge: Forge.optional(),
  repository: RepositoryRef.optional(),
  at: Instant,
  /** What was reserved for the call. The usage settles it, also after its lease. */
  reservationId: z.uuid().optional(),
  serviceTier: ServiceTier.optional(),
  /** The cache answered: nothing was paid, and `tokens` are those that were saved. */
  savedBy: z.enum(['exact-cache', 'semantic-cache']).optional(),
  /** The provider did not say what it used: `tokens` is an upper bound. */
  estimated: z.boolean().optional(),
});
export type Usage = z.infer<typeof Usage>;

/** Most calls that one message tells of. */
export const MAX_USAGES_PER_MESSAGE = 100;

/** Declares an event that tells of calls that were made together. */
function defineUsageEvent<OneCall extends z.ZodType<{ usageId: string; journey: JourneyKey }>>(
  subject: EventSubject,
  call: OneCall,
) {
  const schema = z.object({ cause: Cause, usages: z.array(call).min(1).max(MAX_USAGES_PER_MESSAGE) });
  return defineEvent({
    subject,
    schema,
    key: ({ cause, usages }) => partOfCause(cause, usages.length, usages[0]?.usageId),
    journeys: ({ usages }) => usages.map((usage) => usage.journey),
    only: ({ cause, usages }, index) => ({ cause, usages: usages.slice(index, index + 1) }),
  });
}

/** Which calls, and for what. */
const UsageOutline = Usage.pick({ usageId: true, journey: true });

export const UsageRecordedEvent = withOutline(
  defineUsageEvent('llm.usage.recorded.v1', Usage),
  defineUsageEvent('llm.usage.recorded.v1', UsageOutline),
);
export type UsageRecorded = DataOf<typeof UsageRecordedEvent>;

export const PricedUsage = z.object({
  usageId: Usage.shape.usageId,
  journey: Usage.shape.journey,
  pico: Pico,
  /** `cache`: nothing was paid. `unpriced`: no price was known; the figure is a conservative hold, not $0. */
  basis: z.enum(['price-book', 'free', 'cache', 'unpriced']),
});
export type PricedUsage = z.infer<typeof PricedUsage>;

export const UsagePricedEvent = defineUsageEvent('cost.usage.priced.v1', PricedUsage);
export type UsagePriced = DataOf<typeof UsagePricedEvent>;
