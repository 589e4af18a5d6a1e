import { Buffer } from 'node:buffer';
import type { TokenUsage } from '@arbiter/contracts';

/** One line of a provider's bill. */
export interface BilledCall {
  /** The response's id. */
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  /** Disjoint but for `reasoning`, which is part of `output`. */
  readonly tokens: TokenUsage;
  /** Whether the caller was given the answer, and with it the count. */
  readonly delivered: boolean;
  /** What the caller named the call by (`x-client-request-id`). */
  readonly reference?: string;
}

/** About as many tokens as a text has: four bytes each. */
export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);

/** What a call uses: what was scripted, and else what is counted. `output` never passes the caller's limit. */
export function usageOf(
  prompt: string,
  written: string,
  limit: number,
  scripted: Partial<TokenUsage> = {},
): TokenUsage {
  const { cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0, reasoning = 0 } = scripted;
  const output = Math.min(scripted.output ?? tokensOf(written) + reasoning, limit);
  return {
    input: scripted.input ?? tokensOf(prompt),
    cacheRead,
    cacheWrite5m,
    cacheWrite1h,
    output,
    reasoning: Math.min(reasoning, output),
  };
}
