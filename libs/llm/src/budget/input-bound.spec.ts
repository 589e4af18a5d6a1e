import { describe, expect, it } from '@jest/globals';
import { InputBounds } from './input-bound.ts';

const sent = (text: string) => ({
  system: 'You read one text. '.repeat(100),
  schema: { name: 'extraction', json: {} },
  turns: [{ role: 'user' as const, text }],
});
/** What a provider would count: four bytes a token, and some for the form. */
const counted = (text: string): number => 500 + Math.ceil(text.length / 4);

describe('the upper bound of a prompt', () => {
  it('is its bytes and more, while nothing is known', () => {
    expect(new InputBounds().bound('a', sent('x'))).toBeGreaterThan(1_900);
  });

  it('comes close to the count once the provider has counted often enough, and stays above it', () => {
    const bounds = new InputBounds();
    for (let length = 40; length > 20; length--)
      bounds.learn('a', sent('x'.repeat(length)), counted('x'.repeat(length)));
    for (const length of [0, 10, 1_000, 50_000]) {
      const text = 'x'.repeat(length);
      expect(bounds.bound('a', sent(text))).toBeGreaterThanOrEqual(counted(text));
    }
    expect(bounds.bound('a', sent('x'))).toBeLessThan(550);
    expect(bounds.bound('b', sent('x'))).toBeGreaterThan(1_900);
  });

  it('never again believes a provider whose counts do not agree', () => {
    const bounds = new InputBounds();
    for (let times = 0; times < 30; times++) bounds.learn('a', sent('x'), times === 10 ? 1_500 : 505);
    expect(bounds.bound('a', sent('x'))).toBeGreaterThan(1_900);
  });
});
