import { describe, expect, it } from '@jest/globals';
import { characterGrams, cosine, packed, unpacked } from './encoder.ts';
import { guardsOf } from './guards.ts';

const LONG = 'Rework the parser so that nested lists keep their order, and explain in the guide how lists are read. ';
const same = (one: string, other: string) => guardsOf(one, []) === guardsOf(other, []);

describe('the guards of the cache', () => {
  it.each([
    ['a number', 'Fix 3 leaks', 'Fix 4 leaks'],
    ['a version', 'Needed for 1.4', 'Needed for 1.5'],
    ['an identifier', 'Call parseDate here', 'Call parseTime here'],
    ['a negation', 'I can fix it', "I can't fix it"],
    ['who', 'I fix it', 'You fix it'],
    ['when', 'done by Friday', 'done by Monday'],
    ['how surely', 'We will do it', 'We may do it'],
  ])('tell texts apart by %s', (_, one, other) => {
    expect(same(one, other)).toBe(false);
    expect(same(LONG + one, LONG + other)).toBe(false);
  });

  it('leave alone what says the same in other letters', () => {
    expect(same('Fix the typo in the guide', 'Fixed a typo in the guide')).toBe(true);
  });
});

describe('the encoder', () => {
  const nearness = (one: string, other: string) =>
    cosine(characterGrams.encode(one), unpacked(packed(characterGrams.encode(other))));

  it('puts equal texts together, and others apart', () => {
    expect(nearness(LONG, LONG)).toBeGreaterThan(0.995);
    expect(nearness(LONG, LONG.replace('Rework', 'Rewrote'))).toBeGreaterThan(0.9);
    expect(nearness(LONG, 'Bump the version of the build image and drop an old workaround for Windows.')).toBeLessThan(
      0.5,
    );
  });

  it('has no direction for nothing', () => {
    expect(nearness('', LONG)).toBeLessThan(0.5);
  });
});
