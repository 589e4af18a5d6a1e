import { Postponed } from '@arbiter/service';
import { freshNats } from '@arbiter/testing';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { DeadLetters } from '../dead-letters/dead-letters.ts';
import { Events } from '../publish/events.ts';
import { BrokerFixture, IMPATIENT } from '../testing/broker-fixture.ts';
import { type Push, PushMade, push } from '../testing/push.ts';
import { Recorder, recording } from '../testing/recorder.ts';
import { until } from '../testing/until.ts';
import { jobSignal } from './current.ts';

let broker: BrokerFixture;
let round = 0;
/** Ids that no other test has used, as JetStream remembers those. */
const name = (word: string) => `${word}-${String(round)}`;

beforeAll(async () => {
  broker = await BrokerFixture.on(await freshNats());
});
afterEach(async () => {
  await broker.endAll();
  await broker.purge('INGESTION', 'DLQ');
  round++;
});
afterAll(() => broker.close());

const idle = async () => {
  const { num_pending, num_ack_pending } = await broker.consumer('INGESTION', 'identity-push-made');
  return num_pending === 0 && num_ack_pending === 0;
};
const publish = async (...pushes: Push[]) => {
  const ingestion = await broker.service('ingestion');
  await ingestion.get(Events).publishAll(PushMade, pushes);
};
const poor = (pushes: readonly Push[]) => pushes.some(({ shas }) => shas.includes(name('poor')));

test('a message that is put off holds nobody up, is no failed attempt, and comes again when it said', async () => {
  let rich = false;
  const tried: number[] = [];
  const behaviour = (pushes: readonly Push[]) => {
    if (!poor(pushes)) return;
    tried.push(Date.now());
    if (!rich) throw new Postponed('nothing left', new Date(Date.now() + 400));
  };
  const others = Array.from({ length: 20 }, (_, index) => push(name(`push-${String(index)}`)));
  await publish(push(name('late'), name('poor')), ...others);
  const patience = { postpone: { ...IMPATIENT.postpone, first: 10_000, most: 10_000 } };
  const environment = { ARBITER_WORKER_RETRY_ATTEMPTS: '1' };
  const service = { providers: recording(behaviour), options: { patience }, environment };
  const identity = await broker.service('identity', service);

  await until(() => identity.get(Recorder).done.length === others.length);
  // Once in the batch and once alone; then not before it said.
  await until(() => tried.length === 3);
  const waited = (tried[2] ?? 0) - (tried[1] ?? 0);
  expect(waited).toBeGreaterThanOrEqual(390);
  expect(waited).toBeLessThan(4_000);
  // The wait is the broker's: it outlives the process.
  await broker.end(identity);
  rich = true;
  const next = await broker.service('identity', service);
  await until(idle);

  expect(next.get(Recorder).doneIds).toEqual([name('late')]);
  expect(await next.get(DeadLetters).count()).toBe(0);
});

test('the other items of a message that is put off are done meanwhile', async () => {
  let rich = false;
  const behaviour = (pushes: readonly Push[]) => {
    if (poor(pushes) && !rich) throw new Postponed('nothing left');
  };
  await publish(push(name('mixed'), name('one'), name('poor'), name('other')));
  const identity = await broker.service('identity', { providers: recording(behaviour) });
  const { done } = identity.get(Recorder);

  await until(() => [name('one'), name('other')].every((sha) => done.some(({ shas }) => shas.includes(sha))));
  expect(poor(done)).toBe(false);
  rich = true;
  await until(idle);

  expect(poor(done)).toBe(true);
});

test('a message that is put off for ever is set aside in the end, and its other items are done', async () => {
  const behaviour = (pushes: readonly Push[]) => {
    if (poor(pushes)) throw Object.assign(new Postponed('nothing left'), { code: 'nothing-left' });
  };
  await publish(push(name('mixed'), name('one'), name('poor')));
  const patience = { postpone: { ...IMPATIENT.postpone, times: 3 } };
  const identity = await broker.service('identity', { providers: recording(behaviour), options: { patience } });
  await until(idle);

  const letters = await identity.get(DeadLetters).list();
  expect(letters.map(({ error, journeys }) => ({ error, journeys }))).toEqual([
    { error: 'nothing-left: Postponed: nothing left', journeys: [`commit/github/1/${name('poor')}`] },
  ]);
});

test('a message that is put off until a day that its stream does not keep it for is set aside before', async () => {
  const behaviour = () => {
    throw new Postponed('nothing left', new Date('2100-01-01'));
  };
  await publish(push(name('old')));
  const patience = { postpone: { ...IMPATIENT.postpone, age: 100 } };
  const identity = await broker.service('identity', { providers: recording(behaviour), options: { patience } });
  await until(idle);

  expect(await identity.get(DeadLetters).count()).toBe(1);
});

test('the calls of a handler whose time is over are ended', async () => {
  const reasons: unknown[] = [];
  const behaviour = async () => {
    const signal = jobSignal();
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    reasons.push((signal?.reason as Error | undefined)?.name);
  };
  await publish(push(name('slow')));
  const patience = { jobTimeout: 50, retryAttempts: 1 };
  const identity = await broker.service('identity', { providers: recording(behaviour), options: { patience } });
  await until(idle);

  expect(reasons).toEqual(['HandlerTimeout']);
  expect(await identity.get(DeadLetters).count()).toBe(1);
});
