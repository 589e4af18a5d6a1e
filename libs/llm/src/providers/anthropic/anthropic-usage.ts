import type { Anthropic } from '@anthropic-ai/sdk';
import type { ServiceTier, TokenUsage } from '@arbiter/contracts';
import { tokenUsage } from '../token-counts.ts';

/** Anthropic's input count leaves out what was read from the cache and written to it: nothing is to be subtracted. */
export function tokensOf(usage: Anthropic.Usage | null | undefined): TokenUsage | undefined {
  if (!usage) return undefined;
  const written = usage.cache_creation_input_tokens ?? 0;
  // Written for an hour costs more than for five minutes; where nobody says which, it was the usual five.
  const hour = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  const five = usage.cache_creation?.ephemeral_5m_input_tokens ?? written - hour;
  return tokenUsage({
    input: usage.input_tokens,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    cacheWrite5m: five,
    cacheWrite1h: hour,
    output: usage.output_tokens,
    reasoning: (usage.output_tokens_details as Anthropic.OutputTokensDetails | null | undefined)?.thinking_tokens ?? 0,
  });
}

/** The tier that served, where it has prices of its own. */
export const tierOf = (tier: string | null | undefined): ServiceTier | undefined =>
  tier === 'priority' || tier === 'batch' ? tier : undefined;
