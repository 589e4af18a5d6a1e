import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { type OwnServer, freshNats } from '@arbiter/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { Events } from '../publish/events.ts';
import { PushMade, push } from '../testing/push.ts';
import { provisioned, startService } from '../testing/start.ts';
import { StreamRoom } from './stream-room.ts';

let nats: OwnServer;
let outside: NatsConnection;
let app: INestApplication;

beforeAll(async () => {
  nats = await freshNats();
  outside = await provisioned(nats.url, { limits: { eventBytes: 1_000_000 } });
  app = await startService('ingestion', { url: nats.url });
});

afterAll(async () => {
  await app.close();
  await outside.close();
  await nats.close();
});

test('a stream that fills up makes room of what every consumer is done with, and of nothing else', async () => {
  const { streams, consumers } = await jetstreamManager(outside);
  const padding = 'x'.repeat(10_000);
  const pushes = Array.from({ length: 80 }, (_, index) => ({ ...push(`push-${String(index)}`), padding }));
  await app.get(Events).publishAll(PushMade, pushes);
  const room = app.get(StreamRoom);

  expect(await room.make()).toEqual(new Map());

  for await (const { name } of consumers.list('INGESTION')) {
    const batch = await streams
      .get('INGESTION')
      .then((stream) => stream.getConsumer(name))
      .then((consumer) => consumer.fetch({ max_messages: 20, expires: 2_000 }));
    for await (const message of batch) await message.ackAck();
  }
  expect(await room.make()).toEqual(new Map([['INGESTION', 20]]));
  expect((await streams.info('INGESTION')).state.first_seq).toBe(21);
});
