import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { GroupCommit, type GroupCommitOptions, Late } from './group-commit.ts';

/** A group commit whose batches end when the test says so. */
function heldBack(options: Partial<GroupCommitOptions<number>> = {}) {
  const batches: { items: readonly number[]; end: () => void; fail: (error: Error) => void }[] = [];
  const write = (items: readonly number[]): Promise<readonly string[]> => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
    batches.push({
      items,
      end: () => {
        resolve(items.map((item) => `stored ${String(item)}`));
      },
      fail: reject,
    });
    return promise;
  };
  const group = new GroupCommit<number, string>(write, {
    maxItems: 100,
    maxBytes: 1000,
    inFlight: 1,
    besideAfter: 1,
    sizeOf: (item) => item,
    ...options,
  });
  return { group, batches, turn: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe('a group commit', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('writes what comes in the same turn together, and gives each its own result', async () => {
    const { group, batches, turn } = heldBack();
    const results = Promise.all([1, 2, 3].map((item) => group.add(item, 1000)));
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([[1, 2, 3]]);
    batches[0]?.end();
    expect(await results).toEqual(['stored 1', 'stored 2', 'stored 3']);
  });

  it('gathers the next batch while one is under way', async () => {
    const { group, batches, turn } = heldBack();
    const first = group.add(1, 1000);
    await turn();
    const others = Promise.all([group.add(2, 1000), group.add(3, 1000)]);
    await turn();
    expect(batches).toHaveLength(1);
    batches[0]?.end();
    await first;
    await turn();
    expect(batches[1]?.items).toEqual([2, 3]);
    batches[1]?.end();
    await others;
  });

  it('lets the next batch go beside one that takes long, and no more than may be under way', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const { group, batches, turn } = heldBack({ inFlight: 2, besideAfter: 20 });
    const done = [group.add(1, 1000)];
    await turn();
    done.push(group.add(2, 1000), group.add(3, 1000));
    jest.advanceTimersByTime(19);
    expect(batches).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]]);
    done.push(group.add(4, 1000));
    jest.advanceTimersByTime(100);
    expect(batches).toHaveLength(2);
    batches[1]?.end();
    await Promise.all(done.slice(1, 3));
    jest.advanceTimersByTime(20);
    expect(batches[2]?.items).toEqual([4]);
    for (const { end } of batches) end();
    expect(await Promise.all(done)).toHaveLength(4);
  });

  it('bounds a batch by number and by bytes, but never refuses a large item', async () => {
    const { group, batches, turn } = heldBack({ maxItems: 2, inFlight: 10 });
    const items = [5, 6, 7, 5000, 900, 200];
    const done = Promise.all(items.map((item) => group.add(item, 1000)));
    for (let turns = 0; turns < 10; turns++) {
      await turn();
      for (const { end } of batches) end();
    }
    await done;
    expect(batches.map((batch) => batch.items)).toEqual([[5, 6], [7], [5000], [900], [200]]);
  });

  it('fails everybody of a batch that fails, and nobody else', async () => {
    const { group, batches, turn } = heldBack();
    const both = Promise.allSettled([group.add(1, 1000), group.add(2, 1000)]);
    await turn();
    batches[0]?.fail(new Error('no disk'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = group.add(3, 1000);
    await turn();
    batches[1]?.end();
    expect(await next).toBe('stored 3');
  });

  it('lets nobody wait longer than they are willing to, and does not write what nobody waits for', async () => {
    const { group, batches, turn } = heldBack();
    const first = group.add(1, 1000);
    await turn();
    await expect(group.add(2, 1)).rejects.toBeInstanceOf(Late);
    batches[0]?.end();
    await first;
    await turn();
    expect(batches).toHaveLength(1);
  });
});
