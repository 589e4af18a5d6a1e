import { DependencyDown } from '@arbiter/service';
import { Inject, Injectable } from '@nestjs/common';
import { freshNats } from '@arbiter/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Consumes } from '../consume/consumes.ts';
import { Events } from '../publish/events.ts';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { type Push, PushMade, PushSeen, push } from '../testing/push.ts';
import { until } from '../testing/until.ts';

@Injectable()
class Passing {
  constructor(@Inject(Events) private readonly events: Events) {}

  @Consumes(PushMade, { batch: 20 })
  handle(pushes: readonly Push[]): Promise<void> {
    return this.events.publishAll(PushSeen, pushes);
  }
}

@Injectable()
class Arriving {
  readonly ids = new Set<string>();

  @Consumes(PushSeen)
  handle(pushes: readonly Push[]): Promise<void> {
    for (const { id } of pushes) this.ids.add(id);
    return Promise.resolve();
  }
}

let broker: BrokerFixture;

/** What the broker had handed out when it was killed comes again after this time: it is to lie within a test's patience. */
const ACK_WAIT = 2_000;

beforeAll(async () => {
  broker = await BrokerFixture.on(await freshNats(), { ackWaits: { fast: ACK_WAIT, slow: ACK_WAIT } });
});
afterAll(() => broker.close());

test('a broker that is killed and comes back loses nothing that was acknowledged', async () => {
  const ingestion = await broker.service('ingestion');
  await broker.service('identity', { providers: [Passing] });
  const notifier = await broker.service('notifier', { providers: [Arriving] });
  const { ids } = notifier.get(Arriving);
  const events = ingestion.get(Events);
  const total = 3_000;

  const publishing = (async () => {
    for (let next = 0; next < total;) {
      const part = Array.from({ length: 50 }, (_, index) => push(String(next + index)));
      try {
        await events.publishAll(PushMade, part);
        next += 50;
      } catch (error) {
        if (!(error instanceof DependencyDown)) throw error;
      }
    }
  })();
  for (const at of [300, 1_500]) {
    await until(() => ids.size > at);
    await broker.server.kill();
    await broker.server.start();
  }
  await publishing;
  await until(() => ids.size === total);
  expect(await broker.messages('DLQ')).toBe(0);
});

test('a service starts without its broker, and works once there is one', async () => {
  await broker.endAll();
  await broker.server.kill();
  const notifier = await broker.service('notifier', { providers: [Arriving] });
  const ingestion = await broker.service('ingestion');
  await expect(ingestion.get(Events).publish(PushSeen, push('late'))).rejects.toBeInstanceOf(DependencyDown);

  await broker.server.start();
  await until(async () => {
    try {
      await ingestion.get(Events).publish(PushSeen, push('late'));
      return true;
    } catch {
      return false;
    }
  });
  await until(() => notifier.get(Arriving).ids.has('late'));
});
