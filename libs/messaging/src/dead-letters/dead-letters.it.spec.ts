import { freshNats } from '@arbiter/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Events } from '../publish/events.ts';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { type Push, PushMade, push } from '../testing/push.ts';
import { Recorder, recording } from '../testing/recorder.ts';
import { until } from '../testing/until.ts';
import { ConsumerLag } from './consumer-lag.ts';
import { DeadLetters } from './dead-letters.ts';

let broker: BrokerFixture;

beforeAll(async () => {
  broker = await BrokerFixture.on(await freshNats());
});
afterAll(() => broker.close());

test('dead letters are listed, paged, followed, replayed once their cause is mended, and dropped', async () => {
  let broken = true;
  const behaviour = (pushes: readonly Push[]) => {
    if (broken) throw new Error(`cannot take ${String(pushes.length)}`);
  };
  const identity = await broker.service('identity', {
    providers: recording(behaviour),
    options: { patience: { retryAttempts: 1 } },
  });
  const letters = identity.get(DeadLetters);
  await identity.get(Events).publishAll(
    PushMade,
    Array.from({ length: 5 }, (_, index) => push(String(index))),
  );
  await until(async () => (await letters.count()) === 5);

  const all = await letters.list();
  const seqs = all.map(({ seq }) => seq);
  expect(seqs).toEqual([5, 4, 3, 2, 1]);
  expect((await letters.list({ limit: 2, beforeSeq: 4 })).map(({ seq }) => seq)).toEqual([3, 2]);
  expect(await letters.list({ service: 'review' })).toEqual([]);
  expect((await letters.after(2, 2)).map(({ seq }) => seq)).toEqual([3, 4]);

  expect(await letters.replay([1], { dryRun: true })).toEqual([
    { seq: 1, outcome: 'would-replay', subject: PushMade.subject },
  ]);
  expect(await letters.drop([5, 99])).toEqual([
    { seq: 5, outcome: 'dropped' },
    { seq: 99, outcome: 'missing' },
  ]);

  broken = false;
  const replayed = await letters.replay([1, 2, 3, 4, 5], { rate: 100 });
  expect(replayed.map(({ outcome }) => outcome)).toEqual(['replayed', 'replayed', 'replayed', 'replayed', 'missing']);
  await until(() => identity.get(Recorder).done.length === 4);
  expect(await letters.count()).toBe(0);
});

test('consumer lag tells what waits', async () => {
  const admin = await broker.service('admin');
  const lag = await admin.get(ConsumerLag).list();
  expect(lag).toContainEqual({
    stream: 'INGESTION',
    durable: 'admin-push-made',
    pending: 9,
    inFlight: 0,
    redelivered: 0,
  });
});
