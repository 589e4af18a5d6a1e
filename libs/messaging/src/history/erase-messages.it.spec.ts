import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OwnServer, freshNats } from '@arbiter/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { Broker } from '../connection/broker.ts';
import { Events } from '../publish/events.ts';
import { PushMade, push } from '../testing/push.ts';
import { provisioned, startService } from '../testing/start.ts';
import { eraseMessages } from './erase-messages.ts';

const SECRET = 'words that only Quilla Marsh wrote';

let nats: OwnServer;
let outside: NatsConnection;
let app: INestApplication;

beforeAll(async () => {
  nats = await freshNats();
  outside = await provisioned(nats.url, { limits: { eventBytes: 4_000_000 } });
  app = await startService('ingestion', { url: nats.url });
});

afterAll(async () => {
  await app.close();
  await outside.close();
  await nats.close();
});

const erase = () => eraseMessages(app.get(Broker, { strict: false }), (body) => body.includes('Quilla'));

/** Whether any file of the server holds the text. */
async function onDisk(text: string): Promise<boolean> {
  const files = await readdir(nats.folder, { recursive: true, withFileTypes: true });
  const contents = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name)));
  return (await Promise.all(contents)).some((content) => content.includes(text));
}

async function acknowledgeAll(): Promise<void> {
  const { streams, consumers } = await jetstreamManager(outside);
  for await (const { name, num_pending: pending } of consumers.list('INGESTION')) {
    const consumer = await (await streams.get('INGESTION')).getConsumer(name);
    if (pending === 0) continue;
    for await (const message of await consumer.fetch({ max_messages: pending, expires: 2_000 })) await message.ackAck();
  }
}

test('a message is erased once every consumer is done with it, also on the disk; its neighbours stay', async () => {
  const pushes = Array.from({ length: 300 }, (_, index) => push(`neighbour-${String(index)}`));
  await app.get(Events).publishAll(PushMade, [...pushes, { ...push('hers'), padding: SECRET }]);
  expect(await erase()).toEqual({ erased: {}, deadLetters: [], waiting: 1 });
  expect(await onDisk(SECRET)).toBe(true);

  await acknowledgeAll();
  expect(await erase()).toEqual({ erased: { INGESTION: 1 }, deadLetters: [], waiting: 0 });
  expect(await erase()).toEqual({ erased: {}, deadLetters: [], waiting: 0 });
  const { streams } = await jetstreamManager(outside);
  expect((await streams.info('INGESTION')).state.messages).toBe(300);
  await nats.restart();
  expect(await onDisk(SECRET)).toBe(false);
});
