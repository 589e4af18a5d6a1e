import { describe, expect, it } from '@jest/globals';
import { lower } from './attempt.ts';

describe('the caps of one review', () => {
  const ours = { usd: '0.50', tokens: 50_000 };

  it('are lowered by a repository that wants less, each for itself', () => {
    expect(lower(ours, { usd: '0.05' })).toEqual({ usd: '0.05', tokens: 50_000 });
    expect(lower(ours, { tokens: 100 })).toEqual({ usd: '0.50', tokens: 100 });
  });

  it('are never raised', () => {
    expect(lower(ours, { usd: '10.5', tokens: 1_000_000 })).toEqual(ours);
    expect(lower(ours)).toEqual(ours);
  });
});
