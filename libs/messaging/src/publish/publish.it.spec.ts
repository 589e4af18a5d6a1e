import { DependencyDown } from '@arbiter/service';
import { freshNats } from '@arbiter/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { PushMade, push, shaOf } from '../testing/push.ts';
import { until } from '../testing/until.ts';
import { Broker } from '../connection/broker.ts';
import { HEADER } from '../wire/header.ts';
import { recordOf } from '../wire/headers.ts';
import { EventTooLarge } from './errors.ts';
import { Events } from './events.ts';

let broker: BrokerFixture;
let events: Events;
let connection: Broker;

beforeAll(async () => {
  broker = await BrokerFixture.on(await freshNats());
  const ingestion = await broker.service('ingestion');
  events = ingestion.get(Events);
  connection = ingestion.get(Broker);
});
afterAll(() => broker.close());

const last = async () => {
  const { streams } = await jetstreamManager(broker.outside);
  const { state } = await streams.info('INGESTION');
  const stored = await streams.getMessage('INGESTION', { seq: state.last_seq });
  return { headers: recordOf(stored?.header), data: stored?.json<unknown>() };
};

test('an event is a CloudEvent with the trace of its first item', async () => {
  await events.publish(PushMade, push('one'));
  const { headers, data } = await last();
  expect(data).toEqual(push('one'));
  expect(headers).toMatchObject({
    [HEADER.specVersion]: '1.0',
    [HEADER.id]: `ingestion.push.made.v1/one/1/${shaOf('one')}`,
    [HEADER.messageId]: `ingestion.push.made.v1/one/1/${shaOf('one')}`,
    [HEADER.type]: 'dev.arbiter.ingestion.push.made.v1',
    [HEADER.source]: '/arbiter/ingestion',
    [HEADER.subject]: `commit/github/1/${shaOf('one')}`,
    [HEADER.contentType]: 'application/json',
  });
  expect(headers[HEADER.traceParent]).toMatch(new RegExp(`^00-${shaOf('one').slice(0, 32)}-[0-9a-f]{16}-00$`));
  expect(new Date(headers[HEADER.time] ?? '').getTime()).not.toBeNaN();
});

test('the same fact published again is stored once, unless it is driven again', async () => {
  await events.publish(PushMade, push('again'));
  const before = await broker.messages('INGESTION');
  await Promise.all([events.publish(PushMade, push('again')), events.publish(PushMade, push('again'))]);
  expect(await broker.messages('INGESTION')).toBe(before);

  await events.publish(PushMade, push('again'), { drive: 'd1' });
  await events.publish(PushMade, push('again'), { drive: 'd1' });
  expect(await broker.messages('INGESTION')).toBe(before + 1);
  expect((await last()).headers).toMatchObject({ [HEADER.drive]: 'd1', [HEADER.id]: PushMade.idOf(push('again')) });
});

test('what breaks the contract does not get out, and what it does not know is left out', async () => {
  const before = await broker.messages('INGESTION');
  await expect(events.publish(PushMade, { id: 'wrong', shas: [] })).rejects.toThrow('shas');
  expect(await broker.messages('INGESTION')).toBe(before);

  await events.publish(PushMade, { ...push('secretive'), email: 'jane@example.org' } as ReturnType<typeof push>);
  expect((await last()).data).toEqual(push('secretive'));
});

test('an event larger than the broker takes is refused at once', async () => {
  const padding = 'x'.repeat(2 * 1024 * 1024);
  await expect(events.publish(PushMade, { ...push('huge'), padding })).rejects.toBeInstanceOf(EventTooLarge);
});

test('thousands of events are pipelined', async () => {
  const before = await broker.messages('INGESTION');
  await events.publishAll(
    PushMade,
    Array.from({ length: 5000 }, (_, index) => push(`many-${String(index)}`)),
  );
  expect(await broker.messages('INGESTION')).toBe(before + 5000);
});

test('while the broker is away publishing fails within two seconds, and works again afterwards', async () => {
  const changes: boolean[] = [];
  connection.onReconnect(({ serverChanged }) => changes.push(serverChanged));
  await broker.server.kill();
  const started = performance.now();
  await expect(events.publish(PushMade, push('outage'))).rejects.toBeInstanceOf(DependencyDown);
  expect(performance.now() - started).toBeLessThan(2_500);

  await broker.server.start();
  await until(() => connection.up);
  await events.publish(PushMade, push('outage'));
  // The connection that looks from outside comes back by itself, and not at the same moment.
  await until(() =>
    broker.outside.rtt().then(
      () => true,
      () => false,
    ),
  );
  expect((await last()).data).toEqual(push('outage'));
  expect(changes).toEqual([true]);
});
