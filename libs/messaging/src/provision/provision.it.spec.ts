import { EVENT_OWNERS, JOURNEY, consumersOfJourney, durableOf, streamOf } from '@arbiter/contracts';
import { type OwnServer, freshNats } from '@arbiter/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RetentionPolicy, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection, connect } from '@nats-io/transport-node';
import { ProvisionDiffers } from './differences.ts';
import { provisionJourney } from './provision.ts';

const limits = { eventBytes: 8e6, deadLetterBytes: 8e6, advisoryBytes: 1e6, attemptBytes: 1e6 };
let server: OwnServer;
let connection: NatsConnection;

beforeAll(async () => {
  server = await freshNats();
  connection = await connect({ servers: server.url });
});
afterAll(async () => {
  await connection.close();
  await server.close();
});

test('every stream and consumer of the journey is made, and made once', async () => {
  const first = await provisionJourney(connection, { limits });
  const names = consumersOfJourney(JOURNEY).map(({ service, event }) => durableOf(service, event));
  expect([...first.created].sort()).toEqual(
    [...names, ...EVENT_OWNERS.map(streamOf), ...['ADVISORIES', 'DLQ', 'KV_attempts']].sort(),
  );

  const second = await provisionJourney(connection, { limits });
  expect(second).toMatchObject({ created: [], updated: [] });
  expect(second.unchanged).toHaveLength(first.created.length);
});

test('two who provision at once do not disturb each other', async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => provisionJourney(connection, { limits })));
  expect(outcomes.every(({ updated }) => updated.length === 0)).toBe(true);
});

test('what may be changed in place is changed', async () => {
  const more = await provisionJourney(connection, { limits: { ...limits, eventBytes: 9e6 } });
  expect(more.updated).toContain('INGESTION');
  const slower = await provisionJourney(connection, {
    limits: { ...limits, eventBytes: 9e6 },
    ackWaits: { fast: 40_000, slow: 90_000 },
  });
  expect(slower.updated).toContain('admin-commits-ingested');
  const manager = await jetstreamManager(connection);
  const { config } = await manager.consumers.info('INGESTION', 'admin-commits-ingested');
  expect(config.ack_wait).toBe(40_000_000_000);
});

test('what is different and may not be changed is refused, by name', async () => {
  const manager = await jetstreamManager(connection);
  const [consumer] = consumersOfJourney(JOURNEY).filter(({ event }) => event.owner === 'review');
  const stream = streamOf('review');
  await manager.streams.delete(stream);
  await manager.streams.add({ name: stream, subjects: ['review.>'], retention: RetentionPolicy.Workqueue });
  expect(consumer).toBeDefined();

  const refused = await provisionJourney(connection, { limits }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProvisionDiffers);
  expect((refused as ProvisionDiffers).differences).toContainEqual({
    name: 'REVIEW',
    setting: 'retention',
    wanted: 'limits',
    found: 'workqueue',
  });
});
