import { expect, it } from '@jest/globals';
import { addCounts, countsOf, formatCounts } from './run-jest.ts';

const report = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

it('the last line counts what passed and what failed', () => {
  expect(formatCounts(countsOf(report))).toBe('5 passed, 0 failed');
});

it('a file that cannot be run is a failure', () => {
  expect(formatCounts(countsOf({ ...report, numRuntimeErrorTestSuites: 1 }))).toBe('5 passed, 1 failed');
});

it('what was left out is told', () => {
  const counts = addCounts(countsOf(report), countsOf({ ...report, numPendingTests: 2, numTodoTests: 1 }));
  expect(formatCounts(counts)).toBe('10 passed, 0 failed, 3 skipped');
});
