import { roundUp } from './money.ts';
import type { ModelPrice } from './rates.ts';
import { type ServiceTier, type TokenUsage, promptOf } from './tokens.ts';

/** One kind of token in a bill: `rate` and `amount` are exact, in 10^-30 US dollars. */
export interface Part {
  readonly kind: 'input' | 'cacheRead' | 'cacheWrite5m' | 'cacheWrite1h' | 'output' | 'reasoning';
  readonly tokens: number;
  readonly rate: bigint;
  readonly amount: bigint;
}

export interface Bill {
  /** The parts' exact sum, rounded up once. */
  readonly pico: bigint;
  readonly parts: readonly Part[];
}

/** Bills a call; undefined where the model has no price for tokens that it used. */
export function bill(price: ModelPrice, usage: TokenUsage, tier?: ServiceTier): Bill | undefined {
  const rates = price.ratesFor(promptOf(usage), tier);
  const parts: Part[] = [];
  let sum = 0n;
  for (const [kind, tokens] of disjoint(usage)) {
    if (tokens === 0) continue;
    const rate = rates[kind];
    if (rate === undefined) return undefined;
    const amount = rate * BigInt(tokens);
    parts.push({ kind, tokens, rate, amount });
    sum += amount;
  }
  return { pico: roundUp(sum), parts };
}

/** The kinds without overlap: output without its reasoning. */
function disjoint(usage: TokenUsage): readonly (readonly [Part['kind'], number])[] {
  const reasoning = Math.min(usage.reasoning, usage.output);
  return [
    ['input', usage.input],
    ['cacheRead', usage.cacheRead],
    ['cacheWrite5m', usage.cacheWrite5m],
    ['cacheWrite1h', usage.cacheWrite1h],
    ['output', usage.output - reasoning],
    ['reasoning', reasoning],
  ];
}

/** What a call can cost at most: `fixed + output * tokens`, both in 10^-30 US dollars. */
export interface UpperBound {
  readonly fixed: bigint;
  readonly output: bigint;
}

/**
 * The dearest that a call can get: a prompt of so many tokens, all of them uncached, `cacheWrite` of them written to the
 * cache at the dearer of the two premiums, and every output token at the dearer of output and reasoning. A prompt that
 * turns out shorter could fall below a long-context step, never above one, so every shorter prompt is covered as long as
 * longer ones do not get cheaper.
 */
export function upperBound(
  price: ModelPrice,
  prompt: { readonly input: number; readonly cacheWrite: number },
  tier?: ServiceTier,
): UpperBound | undefined {
  // The tier that was asked for may be answered at the usual one.
  const candidates = [price.ratesFor(prompt.input, tier), price.ratesFor(prompt.input)];
  const input = dearest(candidates.flatMap(({ input, cacheRead }) => [input, cacheRead]));
  const write = dearest(candidates.flatMap(({ cacheWrite5m, cacheWrite1h }) => [cacheWrite5m, cacheWrite1h, input]));
  const output = dearest(candidates.flatMap(({ output, reasoning }) => [output, reasoning]));
  if (input === undefined || write === undefined || output === undefined) return undefined;
  const written = Math.min(prompt.cacheWrite, prompt.input);
  return { fixed: input * BigInt(prompt.input - written) + write * BigInt(written), output };
}

function dearest(rates: readonly (bigint | undefined)[]): bigint | undefined {
  let found: bigint | undefined;
  for (const rate of rates) if (rate !== undefined && (found === undefined || rate > found)) found = rate;
  return found;
}
