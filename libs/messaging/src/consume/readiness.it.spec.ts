import { HealthChecks } from '@arbiter/service/run';
import { scrape } from '@arbiter/telemetry';
import { freshNats } from '@arbiter/testing';
import { Injectable } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { provisionJourney } from '../provision/provision.ts';
import { Events } from '../publish/events.ts';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { PUSH_JOURNEY, type Push, PushMade, PushSeen, push, shaOf } from '../testing/push.ts';
import { Recorder, recording } from '../testing/recorder.ts';
import { SMALL } from '../testing/start.ts';
import { until } from '../testing/until.ts';
import { Consumes } from './consumes.ts';

/** A handler that takes its time, like one that calls a model. */
@Injectable()
class Slow {
  running = 0;
  most = 0;
  readonly #release = Promise.withResolvers<undefined>();

  @Consumes(PushMade, { slow: true })
  async handle(pushes: readonly Push[]): Promise<void> {
    expect(pushes).toHaveLength(1);
    this.running++;
    this.most = Math.max(this.most, this.running);
    await this.#release.promise;
    this.running--;
  }

  release(): void {
    this.#release.resolve(undefined);
  }
}

/** A slow handler of two events, each of whose messages ends when it is told to. */
@Injectable()
class OneByOne {
  readonly started: string[] = [];
  readonly #ends = new Map<string, () => void>();

  @Consumes([PushMade, PushSeen], { slow: true })
  handle([push]: readonly Push[]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#ends.set(push?.id ?? '', () => resolve(undefined));
    this.started.push(push?.id ?? '');
    return promise;
  }

  readonly finish = (id: string): void => this.#ends.get(id)?.();
}

/** A fast handler that goes on once another of its batches runs, or all have come. */
@Injectable()
class Twice {
  handled = 0;
  most = 0;
  #running = 0;

  @Consumes(PushMade, { batch: 4, atOnce: 2 })
  async handle(pushes: readonly Push[]): Promise<void> {
    this.#running++;
    await until(() => this.#running > 1 || this.handled > 0);
    this.most = Math.max(this.most, this.#running);
    this.#running--;
    this.handled += pushes.length;
  }
}

let broker: BrokerFixture;

beforeAll(async () => {
  broker = await BrokerFixture.on(await freshNats(), { journey: [] });
});
afterEach(() => broker.endAll());
afterAll(() => broker.close());

test('a service whose consumers are not provisioned yet is not ready, and works once they are', async () => {
  const identity = await broker.service('identity', { providers: recording(() => undefined) });
  const health = identity.get(HealthChecks);
  expect(await health.readiness()).toMatchObject({ ready: false, checks: { broker: 'down' } });

  await provisionJourney(broker.outside, { journey: PUSH_JOURNEY, limits: SMALL });
  await identity.get(Events).publish(PushMade, push('first'));
  await until(() => identity.get(Recorder).done.length === 1);
  expect(await health.readiness()).toMatchObject({ ready: true, checks: { broker: 'up' } });
});

test('slow jobs run beside each other, no more of them than configured, and no more are fetched', async () => {
  await broker.purge('INGESTION');
  const environment = { ARBITER_WORKER_MAX_JOBS: '3' };
  const identity = await broker.service('identity', { providers: [Slow], environment });
  const slow = identity.get(Slow);
  await identity.get(Events).publishAll(
    PushMade,
    Array.from({ length: 10 }, (_, index) => push(`slow-${String(index)}`)),
  );
  await until(() => slow.running === 3);
  expect(await broker.consumer('INGESTION', 'identity-push-made')).toMatchObject({
    num_ack_pending: 3,
    num_pending: 7,
  });
  expect((await scrape()).body).toMatch(/^background_jobs_pending\{queue="identity-push-made"\} 10$/m);

  slow.release();
  await until(async () => (await broker.consumer('INGESTION', 'identity-push-made')).ack_floor.stream_seq >= 11);
  expect(slow.most).toBe(3);
});

test('a message of many items is worked on with none or few beside it', async () => {
  await broker.purge('INGESTION');
  const environment = { ARBITER_WORKER_MAX_JOBS: '3' };
  const identity = await broker.service('identity', { providers: [Slow], environment });
  const slow = identity.get(Slow);
  const events = identity.get(Events);
  const large = ['a', 'b', 'c', 'd'].map(shaOf);
  for (const name of ['large', 'larger']) await events.publish(PushMade, push(name, ...large));
  await events.publishAll(
    PushMade,
    ['one', 'two', 'three', 'four'].map((name) => push(name)),
  );
  await until(async () => (await broker.consumer('INGESTION', 'identity-push-made')).num_ack_pending === 3);
  expect(slow.running).toBe(1);

  slow.release();
  await until(async () => {
    const { num_pending: waiting, num_ack_pending: held } = await broker.consumer('INGESTION', 'identity-push-made');
    return waiting + held === 0;
  });
  expect(slow.most).toBeLessThanOrEqual(3);
});

test('a small message waits for one large one of another consumer, and not for all of them', async () => {
  await broker.purge('INGESTION', 'IDENTITY');
  const admin = await broker.service('admin', { providers: [OneByOne], environment: { ARBITER_WORKER_MAX_JOBS: '3' } });
  const { started, finish } = admin.get(OneByOne);
  const events = admin.get(Events);
  for (const name of ['first', 'second', 'third'])
    await events.publish(PushMade, push(name, ...['a', 'b', 'c'].map((word) => shaOf(name + word))));
  await until(
    async () => started.length === 1 && (await broker.consumer('INGESTION', 'admin-push-made')).num_pending === 0,
  );
  await events.publish(PushSeen, push('small'));
  await until(async () => /^background_jobs_pending\{queue="admin-push-seen"\} 1$/m.test((await scrape()).body));
  finish('first');
  await until(() => started.length === 2);
  expect(started).toEqual(['first', 'small']);
  for (const name of ['small', 'second', 'third']) {
    await until(() => started.includes(name));
    finish(name);
  }
});

test('a fast handler runs as many batches at once as it says', async () => {
  await broker.purge('INGESTION');
  const identity = await broker.service('identity', { providers: [Twice] });
  const twice = identity.get(Twice);
  await identity.get(Events).publishAll(
    PushMade,
    Array.from({ length: 12 }, (_, index) => push(`twice-${String(index)}`)),
  );
  await until(() => twice.handled === 12);
  expect(twice.most).toBe(2);
});

test('what was processed is counted by durable and outcome', async () => {
  const { body } = await scrape();
  expect(body).toMatch(/^arbiter_messages_processed_total\{queue="identity-push-made",outcome="done"\} \d+$/m);
  expect(body).toMatch(/^arbiter_handler_duration_seconds_count\{queue="identity-push-made"\} \d+$/m);
  expect(body).toMatch(/^arbiter_publish_duration_seconds_count\{event="ingestion.push.made.v1"\} \d+$/m);
});
