import { expect, test } from '@jest/globals';
import { older } from './server-version.ts';

test.each([
  ['2.8.4', '2.9.0', true],
  ['2.9.0', '2.9.0', false],
  ['2.9.10', '2.9.2', false],
  ['2.10.0', '2.9.9', false],
  ['2.15.1-beta.1', '2.9.0', false],
  ['v2.8', '2.9.0', true],
  ['3.0.0', '2.9.0', false],
])('%s is older than %s: %s', (a, b, expected) => {
  expect(older(a, b)).toBe(expected);
});
