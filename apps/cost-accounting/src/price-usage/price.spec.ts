import { describe, expect, it } from '@jest/globals';
import { priceOf, toUsd } from './price.ts';

const tokens = { input: 1000, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 100, reasoning: 40 };

describe('a price', () => {
  it('of the mock provider is nothing', () => {
    expect(priceOf({ provider: 'mock', tokens })).toEqual({ pico: 0n, basis: 'free' });
  });

  it('of a model that nobody knows is held at the dearest rate, never at nothing', () => {
    expect(priceOf({ provider: 'unheard-of', tokens })).toEqual({
      pico: 1000n * 150_000_000n + 100n * 600_000_000n,
      basis: 'unpriced',
    });
  });

  it('is written with twelve decimals, whatever its size', () => {
    expect(toUsd(0n)).toBe('0.000000000000');
    expect(toUsd(1n)).toBe('0.000000000001');
    expect(toUsd(12_345_678_901_234_567n)).toBe('12345.678901234567');
  });
});
