import type { TokenUsage, Usage } from '@arbiter/contracts';

/** An amount in pico-dollars, and what it rests on. */
export interface Price {
  readonly pico: bigint;
  readonly basis: 'free' | 'unpriced';
}

/** Providers that cost nothing, whatever they are asked. */
const FREE = new Set(['mock']);

/**
 * What a token of a model without a known price is held at, in pico-dollars: as much as the dearest models cost
 * ($150 a million tokens in, $600 out). Unknown is not free: better held too high than overspent.
 */
const HELD_INPUT = 150_000_000n;
const HELD_OUTPUT = 600_000_000n;

/** Prices one usage. Reasoning is part of the output, and every cached token counts as input here. */
export function priceOf({ provider, tokens }: Pick<Usage, 'provider' | 'tokens'>): Price {
  return FREE.has(provider) ? { pico: 0n, basis: 'free' } : { pico: held(tokens), basis: 'unpriced' };
}

function held({ input, cacheRead, cacheWrite5m, cacheWrite1h, output }: TokenUsage): bigint {
  return (
    (BigInt(input) + BigInt(cacheRead) + BigInt(cacheWrite5m) + BigInt(cacheWrite1h)) * HELD_INPUT +
    BigInt(output) * HELD_OUTPUT
  );
}

/** Pico-dollars as US dollars with twelve decimals: `0.000000000000`. */
export function toUsd(pico: bigint): string {
  const digits = pico.toString().padStart(13, '0');
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`;
}
