import { DependencyDown } from '@arbiter/service';
import { freshNats } from '@arbiter/testing';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Events } from '../publish/events.ts';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { PushMade, push } from '../testing/push.ts';
import { Recorder, recording } from '../testing/recorder.ts';
import { until } from '../testing/until.ts';

const ACK_WAIT = 1_000;
let broker: BrokerFixture;

beforeAll(async () => {
  broker = await BrokerFixture.on(await freshNats(), { ackWaits: { fast: ACK_WAIT, slow: ACK_WAIT } });
});
afterEach(async () => {
  await broker.endAll();
  await broker.purge('INGESTION', 'DLQ');
});
afterAll(() => broker.close());

const pushes = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => push(`${word}-${String(index).padStart(4, '0')}`));
/** Each once: an old server may deliver a message twice that was handed back, which is harmless. */
const ids = (made: readonly { id: string }[]) => [...new Set(made.map(({ id }) => id))].sort();
const consumer = () => broker.consumer('INGESTION', 'identity-push-made');

test('a slow batch and everything that waits behind it stay ours for as long as it takes', async () => {
  const release = Promise.withResolvers<undefined>();
  const ingestion = await broker.service('ingestion');
  const identity = await broker.service('identity', { providers: recording(() => release.promise) });
  const all = pushes('slow', 250);
  await ingestion.get(Events).publishAll(PushMade, all);
  await until(async () => (await consumer()).num_ack_pending === 250);

  const since = performance.now();
  await until(() => performance.now() - since > 3 * ACK_WAIT);
  expect(await consumer()).toMatchObject({ num_redelivered: 0, num_ack_pending: 250 });
  release.resolve(undefined);
  await until(async () => (await consumer()).num_ack_pending === 0);

  expect(identity.get(Recorder).doneIds).toEqual(ids(all));
});

test('a service that ends hands back what waits at once, and finishes what it has in hand', async () => {
  const release = Promise.withResolvers<undefined>();
  const ingestion = await broker.service('ingestion');
  const first = await broker.service('identity', { providers: recording(() => release.promise) });
  const all = pushes('drain', 250);
  await ingestion.get(Events).publishAll(PushMade, all);
  await until(async () => (await consumer()).num_ack_pending === 250);

  const ended = broker.end(first);
  const second = await broker.service('identity', { providers: recording(() => undefined) });
  const inHand = first.get(Recorder).batches.flat();
  // Should the machine stand still for longer than the wait for an acknowledgement, what is in hand comes to both.
  await until(() => ids([...inHand, ...second.get(Recorder).done]).length === 250);
  release.resolve(undefined);
  await ended;
  await until(async () => (await consumer()).num_ack_pending === 0);

  expect(ids([...inHand, ...second.get(Recorder).done])).toEqual(ids(all));
  expect(ids(first.get(Recorder).done)).toEqual(ids(inHand));
});

test('a service that ends while a dependency is down hands everything back', async () => {
  const ingestion = await broker.service('ingestion');
  const all = pushes('held', 50);
  await ingestion.get(Events).publishAll(PushMade, all);
  const first = await broker.service('identity', {
    providers: recording(() => Promise.reject(new DependencyDown('database'))),
  });
  await until(() => first.get(Recorder).batches.length > 1);
  await broker.end(first);
  const second = await broker.service('identity', { providers: recording(() => undefined) });
  await until(() => ids(second.get(Recorder).done).length === 50);
  expect(ids(second.get(Recorder).done)).toEqual(ids(all));
});
