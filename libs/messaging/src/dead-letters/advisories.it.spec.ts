import { freshNats } from '@arbiter/testing';
import { type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { consumersOfJourney } from '@arbiter/contracts';
import { Publisher } from '../publish/publisher.ts';
import { Events } from '../publish/events.ts';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { PUSH_JOURNEY, PushMade, push } from '../testing/push.ts';
import { until } from '../testing/until.ts';
import { Advisories } from './advisories.ts';
import { DeadLetters } from './dead-letters.ts';
import { Broker } from '../connection/broker.ts';

const DURABLE = 'identity-push-made';

let fixture: BrokerFixture;
let manager: JetStreamManager;

beforeAll(async () => {
  fixture = await BrokerFixture.on(await freshNats());
  manager = await jetstreamManager(fixture.outside);
});
afterAll(() => fixture.close());

test('a message that the server gave up becomes a dead letter, once', async () => {
  const admin = await fixture.service('admin');
  const broker = admin.get(Broker);
  await broker.connected();
  const advisories = new Advisories(broker, new Publisher(broker), consumersOfJourney(PUSH_JOURNEY));
  await manager.consumers.update('INGESTION', DURABLE, { max_deliver: 1, ack_wait: nanos(100) });
  await admin.get(Events).publish(PushMade, push('lost'));
  const consumer = await jetstream(fixture.outside).consumers.get('INGESTION', DURABLE);
  const asked = consumer.next({ expires: 1_000 });
  expect(await asked).not.toBeNull();
  // Nobody acknowledges it; the server notices when somebody asks for more.
  void consumer.next({ expires: 5_000 }).catch(() => null);
  await until(async () => (await fixture.messages('ADVISORIES')) === 1);

  expect(await advisories.takeOver()).toBe(1);
  expect(await advisories.takeOver()).toBe(0);
  const [letter, ...others] = await admin.get(DeadLetters).list();
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    service: 'identity',
    event: 'push-made',
    id: PushMade.idOf(push('lost')),
    journeys: PushMade.itemsOf(push('lost')),
    error: expect.stringContaining('max-deliveries') as unknown,
    origin: { subject: PushMade.subject, stream: 'INGESTION' },
  });
});

test('a notice that nobody understands is removed', async () => {
  const admin = await fixture.service('admin');
  await admin.get(Broker).connected();
  fixture.outside.publish('$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.X.Y', 'nonsense');
  await until(async () => (await fixture.messages('ADVISORIES')) === 1);
  expect(await admin.get(Advisories).takeOver()).toBe(1);
  expect(await fixture.messages('ADVISORIES')).toBe(0);
});
