import { expect, it } from '@jest/globals';
import { BackOff } from './back-off.ts';

it('what crashes again and again is started later and later', () => {
  const backOff = new BackOff();
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((time) => backOff.next(time))).toEqual([
    200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000,
  ]);
});

it('what has run for a while is started soon', () => {
  const backOff = new BackOff();
  backOff.next(0);
  backOff.next(100);
  expect(backOff.next(40_000)).toBe(200);
});
