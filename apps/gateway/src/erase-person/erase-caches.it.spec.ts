import { TraceMatcher } from '@arbiter/privacy';
import { type OwnServer, freshRedis } from '@arbiter/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { EraseCaches } from './erase-caches.ts';

let server: OwnServer;
let redis: Redis;

beforeAll(async () => {
  server = await freshRedis();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.close();
});

test('answers and vectors go as a whole, and whatever else names the person; the rest stays', async () => {
  await redis.set('arbiter:llm:same:a', '{"wire":"anything"}');
  await redis.lpush('arbiter:llm:near:b', '{"vector":"…"}');
  await redis.hset('arbiter:directory:c', 'mail', 'quilla@marshbourne.example');
  await redis.set('arbiter:rate:1:d', '7');
  const caches = new EraseCaches(redis);
  const matcher = new TraceMatcher([{ kind: 'email', value: 'quilla@marshbourne.example' }]);
  expect(await caches.erase(matcher)).toBe(3);
  expect(await redis.keys('*')).toEqual(['arbiter:rate:1:d']);
  expect(await caches.erase(matcher)).toBe(0);
});
