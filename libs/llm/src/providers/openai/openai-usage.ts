import type { ServiceTier, TokenUsage } from '@arbiter/contracts';
import type { OpenAI } from 'openai';
import { tokenUsage } from '../token-counts.ts';

/** OpenAI's prompt count holds what was read from the cache and written to it: what is left was plain input. */
export function tokensOf(usage: OpenAI.CompletionUsage | null | undefined): TokenUsage | undefined {
  if (!usage) return undefined;
  const { cached_tokens: cacheRead = 0, cache_write_tokens: cacheWrite5m = 0 } = usage.prompt_tokens_details ?? {};
  return tokenUsage({
    input: usage.prompt_tokens - cacheRead - cacheWrite5m,
    cacheRead,
    cacheWrite5m,
    cacheWrite1h: 0,
    output: usage.completion_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  });
}

/** The tier that served, where it has prices of its own. */
export const tierOf = (tier: string | null | undefined): ServiceTier | undefined =>
  tier === 'flex' || tier === 'priority' ? tier : undefined;
