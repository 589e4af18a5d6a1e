import { expect, it } from '@jest/globals';
import { isRunning, markOf } from './process-stamp.ts';

it('a process is known again', async () => {
  const mark = await markOf(process.pid);
  expect(mark && (await isRunning(mark))).toBe(true);
});

it('another process with the same number is not taken for it', async () => {
  await expect(isRunning({ pid: process.pid, stamp: 'long ago' })).resolves.toBe(false);
});

it('a number that nobody has marks nobody', async () => {
  await expect(markOf(999_999_999)).resolves.toBeUndefined();
});
