import { expect, it } from '@jest/globals';
import { serialised } from './serialised.ts';

it('calls that come while the work runs are answered by one more run', async () => {
  let runs = 0;
  const work = serialised(async () => {
    await Promise.resolve();
    runs++;
  });
  await work();
  await Promise.all([work(), work(), work()]);
  expect(runs).toBe(2);
});
