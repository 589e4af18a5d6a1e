import { defineQuery } from '@arbiter/contracts';
import { DependencyDown } from '@arbiter/service';
import { Controller } from '@nestjs/common';
import { freshNats } from '@arbiter/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { until } from '../testing/until.ts';
import { Broker } from '../connection/broker.ts';
import { Answers } from './answers.ts';
import { Queries } from './queries.ts';
import { QueryFailed } from './query-failed.ts';

const Halve = defineQuery({
  subject: 'query.identity.halve.v1',
  request: z.object({ number: z.number() }),
  reply: z.object({ half: z.number().int() }),
});
const Nobody = defineQuery({
  subject: 'query.review.nobody.v1',
  request: z.object({}),
  reply: z.object({}),
});

@Controller()
class HalveQuery {
  @Answers(Halve)
  async halve({ number }: { number: number }): Promise<{ half: number }> {
    if (number === 0) throw new QueryFailed('zero', 'Zero has no half worth asking for.', 422);
    if (number < 0) throw new DependencyDown('database');
    if (number === 7) throw new Error('the password is 1234');
    if (number === 99) await new Promise(() => undefined);
    return Promise.resolve({ half: number / 2 });
  }
}

let broker: BrokerFixture;
let queries: Queries;

beforeAll(async () => {
  broker = await BrokerFixture.on(await freshNats());
  await broker.service('identity', { controllers: [HalveQuery] });
  await broker.service('identity', { controllers: [HalveQuery] });
  const gateway = await broker.service('gateway');
  queries = gateway.get(Queries);
  await until(() => gateway.get(Broker).up);
  await until(() =>
    queries.ask(Halve, { number: 2 }).then(
      () => true,
      () => false,
    ),
  );
});
afterAll(() => broker.close());

const failure = (number: number) => queries.ask(Halve, { number }, { timeoutMs: 300 }).catch((error: unknown) => error);

test('a query is answered, by one of the services of that name', async () => {
  const replies = await Promise.all([4, 6, 8].map((number) => queries.ask(Halve, { number })));
  expect(replies).toEqual([{ half: 2 }, { half: 3 }, { half: 4 }]);
});

test('a refusal travels with code, message and status', async () => {
  const error = await failure(0);
  expect(error).toBeInstanceOf(QueryFailed);
  expect(error).toMatchObject({ code: 'zero', message: 'Zero has no half worth asking for.', status: 422 });
});

test('a dependency that is down there is down here', async () => {
  expect(await failure(-1)).toMatchObject({ name: 'DependencyDown', dependency: 'database' });
});

test('an error that is nobody else’s business stays there', async () => {
  const error = await failure(7);
  expect(error).toMatchObject({ code: 'internal', status: 500 });
  expect(String(error)).not.toContain('1234');
});

test('a reply that breaks the contract does not get out', async () => {
  expect(await failure(5)).toMatchObject({ code: 'internal', status: 500 });
});

test('nobody there, and nobody who answers in time, is a dependency down', async () => {
  const started = performance.now();
  await expect(queries.ask(Nobody, {})).rejects.toMatchObject({ name: 'DependencyDown', dependency: 'review' });
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(await failure(99)).toMatchObject({ name: 'DependencyDown', dependency: 'identity' });
});
