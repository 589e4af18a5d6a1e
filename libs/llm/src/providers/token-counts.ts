import { TokenUsage } from '@arbiter/contracts';

/**
 * Makes a usage of what a provider counted. Undefined where that cannot be true (a count below zero, a fraction, more than
 * any call can take, parts that are more than their whole): then nobody knows, and the upper bound is what counts.
 */
export function tokenUsage(counts: Readonly<Record<keyof TokenUsage, number>>): TokenUsage | undefined {
  const { success, data } = TokenUsage.safeParse(counts);
  return success && data.reasoning <= data.output ? data : undefined;
}
