import { DependencyDown } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { freshNats } from '@arbiter/testing';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { DeadLetters } from '../dead-letters/dead-letters.ts';
import { Events } from '../publish/events.ts';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { type Push, PushMade, PushOutline, push } from '../testing/push.ts';
import { BEHAVIOUR, type Behaviour, Recorder, recording } from '../testing/recorder.ts';
import { until } from '../testing/until.ts';
import { Consumes } from './consumes.ts';

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

const failOn = (bad: string) => (pushes: readonly Push[]) => {
  if (pushes.some(({ shas }) => shas.includes(bad))) throw new Error(`cannot take ${bad} of jane@example.org`);
};

@Injectable()
class OutlineReader {
  constructor(@Inject(BEHAVIOUR) private readonly behaviour: Behaviour) {}

  @Consumes(PushOutline)
  async handle(pushes: readonly Push[]): Promise<void> {
    expect(pushes.every(({ padding }) => padding === undefined)).toBe(true);
    await this.behaviour(pushes);
  }
}

const consumerIsIdle = async () => {
  const { num_pending, num_ack_pending } = await broker.consumer('INGESTION', 'identity-push-made');
  return num_pending === 0 && num_ack_pending === 0;
};

test('one bad item is set aside alone: its neighbours in the message and in the batch are done', async () => {
  const bad = name('bad');
  const ingestion = await broker.service('ingestion');
  const pushes = Array.from({ length: 20 }, (_, index) => push(name(`push-${String(index)}`)));
  await ingestion
    .get(Events)
    .publishAll(PushMade, [...pushes, push(name('poisoned'), name('good'), bad, name('fine'))]);

  const identity = await broker.service('identity', { providers: recording(failOn(bad)) });
  await until(consumerIsIdle);

  const recorder = identity.get(Recorder);
  expect(recorder.done.flatMap(({ shas }) => shas).sort()).toEqual(
    [...pushes.flatMap(({ shas }) => shas), name('good'), name('fine')].sort(),
  );
  const letters = await identity.get(DeadLetters).list();
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({
    service: 'identity',
    event: 'push-made',
    journeys: [`commit/github/1/${bad}`],
    error: `failed: Error: cannot take ${bad} of [address]`,
    attempts: 4,
    origin: { subject: PushMade.subject, stream: 'INGESTION' },
  });
  expect(JSON.parse(letters[0]?.data ?? '')).toEqual(push(name('poisoned'), bad));
});

test('what a reader of the outline sets aside is whole: a replay gives it to all receivers', async () => {
  const bad = name('bad');
  const said = { ...push(name('told'), name('good'), bad), padding: 'what only others read' };
  const ingestion = await broker.service('ingestion');
  await ingestion.get(Events).publish(PushMade, said);

  const identity = await broker.service('identity', {
    providers: [{ provide: BEHAVIOUR, useValue: failOn(bad) }, OutlineReader],
  });
  await until(consumerIsIdle);

  const [letter] = await identity.get(DeadLetters).list();
  expect(JSON.parse(letter?.data ?? '')).toEqual({ ...said, shas: [bad] });
});

test('a message of one item is tried as often as configured, then set aside', async () => {
  const bad = name('bad');
  const ingestion = await broker.service('ingestion');
  await ingestion.get(Events).publish(PushMade, push(name('alone'), bad));

  const environment = { ARBITER_WORKER_RETRY_ATTEMPTS: '5' };
  const identity = await broker.service('identity', { providers: recording(failOn(bad)), environment });
  await until(consumerIsIdle);

  expect(identity.get(Recorder).batches).toHaveLength(5);
  expect((await identity.get(DeadLetters).list()).map(({ attempts }) => attempts)).toEqual([5]);
});

test('failed attempts are remembered over a restart of the service', async () => {
  const bad = name('bad');
  const ingestion = await broker.service('ingestion');
  await ingestion.get(Events).publish(PushMade, push(name('alone'), bad));
  const service = {
    providers: recording(failOn(bad)),
    environment: { ARBITER_WORKER_RETRY_ATTEMPTS: '8' },
    options: { patience: { retry: { first: 200, most: 200 } } },
  };

  const first = await broker.service('identity', service);
  await until(() => first.get(Recorder).batches.length === 5);
  await broker.end(first);
  const second = await broker.service('identity', service);
  await until(consumerIsIdle);

  // Three are left; an old server may deliver one of them twice.
  expect([3, 4]).toContain(second.get(Recorder).batches.length);
  expect((await second.get(DeadLetters).list()).map(({ attempts }) => attempts)).toEqual([8]);
});

test('a message that is no event is set aside at once, as it came, and its neighbours are done', async () => {
  const ingestion = await broker.service('ingestion');
  await ingestion.get(Events).publish(PushMade, push(name('before')));
  broker.outside.publish(PushMade.subject, 'no { json');
  broker.outside.publish(PushMade.subject, JSON.stringify({ id: 7, shas: [] }));
  await broker.outside.flush();
  await ingestion.get(Events).publish(PushMade, push(name('after')));

  const identity = await broker.service('identity', { providers: recording(() => undefined) });
  await until(consumerIsIdle);

  expect(identity.get(Recorder).doneIds).toEqual([name('after'), name('before')]);
  const letters = await identity.get(DeadLetters).list();
  expect(letters.map(({ error }) => error.split(':')[0]).sort()).toEqual(['invalid', 'undecodable']);
  expect(letters.map(({ data }) => data)).toContain('no { json');
});

test('a dependency that is down is no failed attempt: the batch is held, nothing is fetched, and then it goes on', async () => {
  let down = true;
  const behaviour = () => {
    if (down) throw new DependencyDown('database');
  };
  const ingestion = await broker.service('ingestion');
  const first = Array.from({ length: 3 }, (_, index) => push(name(`first-${String(index)}`)));
  await ingestion.get(Events).publishAll(PushMade, first);
  const identity = await broker.service('identity', { providers: recording(behaviour) });
  const recorder = identity.get(Recorder);

  await until(() => recorder.batches.length >= 6);
  expect(recorder.done).toHaveLength(0);
  down = false;
  await until(consumerIsIdle);

  expect(recorder.doneIds).toEqual(first.map(({ id }) => id).sort());
  expect(await identity.get(DeadLetters).count()).toBe(0);
});

test('a handler that never returns counts as failed, and its message is set aside', async () => {
  const ingestion = await broker.service('ingestion');
  await ingestion.get(Events).publish(PushMade, push(name('stuck')));

  const identity = await broker.service('identity', {
    providers: recording(() => new Promise(() => undefined)),
    options: { patience: { jobTimeout: 50, retryAttempts: 2 } },
  });
  await until(consumerIsIdle);

  expect((await identity.get(DeadLetters).list()).map(({ error }) => error.split(':')[0])).toEqual(['timeout']);
});
