import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Incoming } from '../accept-delivery/incoming.ts';
import { Pressure } from './pressure.ts';
import { RelayQueue } from './relay-queue.ts';

const deliveryOf = (id: string, bytes = 1): Incoming => ({
  id,
  source: 'github',
  event: 'push',
  hookId: '',
  senderId: '',
  digest: '',
  format: 'json',
  raw: Buffer.alloc(bytes),
  receivedAt: new Date(0),
});

/** What waits goes by then, also where a slow moment of the machine was taken for pressure; milliseconds. */
const LONG_ENOUGH = 1_100;

/** A queue with what it has published, and requests that stay in hand until they are let go. */
function arrange() {
  const published: string[] = [];
  const pressure = new Pressure();
  const queue = new RelayQueue(({ id }) => {
    published.push(id);
    return Promise.resolve();
  }, pressure);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const requests = (count: number) => Array.from({ length: count }, () => queue.goFirst(() => promise));
  return {
    published,
    pressure,
    queue,
    requests,
    letGo: () => {
      resolve(undefined);
    },
  };
}

/** For longer than pressure looks at it. */
function keepLoopAtWork(): void {
  const end = performance.now() + 60;
  while (performance.now() < end);
}

describe('relaying', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('follows acceptance at once while few requests are in hand', () => {
    const { published, queue } = arrange();
    queue.offer(deliveryOf('one'));
    queue.offer(deliveryOf('two'));
    expect(published).toEqual(['one', 'two']);
  });

  it('waits while many requests are in hand, and catches up in order afterwards', async () => {
    const { published, queue, requests, letGo } = arrange();
    const inHand = requests(17);
    for (const id of ['one', 'two', 'three']) queue.offer(deliveryOf(id));
    expect(published).toEqual([]);
    letGo();
    await Promise.all(inHand);
    await jest.advanceTimersByTimeAsync(LONG_ENOUGH);
    await queue.end();
    expect(published).toEqual(['one', 'two', 'three']);
  });

  it('lets some go together once in a while, however many requests there are', async () => {
    const { published, queue, requests } = arrange();
    void requests(17);
    for (let number = 0; number < 420; number++) queue.offer(deliveryOf(String(number)));
    const seen: number[] = [];
    for (const milliseconds of [990, 100, 890, 100, 1_000]) {
      await jest.advanceTimersByTimeAsync(milliseconds);
      seen.push(published.length);
    }
    expect(seen).toEqual([0, 200, 200, 400, 420]);
  });

  it('goes on soon after a busy time, though nobody comes to say so', async () => {
    const { published, pressure, queue } = arrange();
    for (let request = 0; request < 20; request++) pressure.count();
    keepLoopAtWork();
    queue.offer(deliveryOf('one'));
    await jest.advanceTimersByTimeAsync(40);
    expect(published).toEqual([]);
    keepLoopAtWork();
    await jest.advanceTimersByTimeAsync(20);
    expect(published).toEqual(['one']);
  });

  it('leaves to the table what there is no room for, and what comes after the end', async () => {
    const { published, queue, requests, letGo } = arrange();
    const inHand = requests(17);
    expect(queue.offer(deliveryOf('large', 64 * 1024 * 1024))).toBe(true);
    expect(queue.offer(deliveryOf('one more'))).toBe(false);
    letGo();
    await Promise.all(inHand);
    await jest.advanceTimersByTimeAsync(LONG_ENOUGH);
    await queue.end();
    expect(queue.offer(deliveryOf('late'))).toBe(false);
    expect(published).toEqual(['large']);
  });
});
