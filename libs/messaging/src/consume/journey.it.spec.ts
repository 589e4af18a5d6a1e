import { Inject, Injectable } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type OwnServer, freshNats } from '@arbiter/testing';
import type { NatsConnection } from '@nats-io/nats-core';
import { Events } from '../publish/events.ts';
import { type Push, PushMade, PushSeen, push, shaOf } from '../testing/push.ts';
import { provisioned, startService } from '../testing/start.ts';
import { until } from '../testing/until.ts';
import { Consumes } from './consumes.ts';
import type { Received } from './received.ts';

@Injectable()
class Identity {
  constructor(@Inject(Events) private readonly events: Events) {}

  @Consumes(PushMade)
  async handle(pushes: readonly Push[]): Promise<void> {
    await this.events.publishAll(PushSeen, pushes);
  }
}

@Injectable()
class Journal {
  readonly received: Received<Push>[] = [];

  @Consumes([PushMade, PushSeen], { envelope: true })
  handle(pushes: readonly Received<Push>[]): Promise<void> {
    this.received.push(...pushes);
    return Promise.resolve();
  }
}

let nats: OwnServer;
let outside: NatsConnection;
const apps: INestApplication[] = [];

beforeAll(async () => {
  nats = await freshNats();
  outside = await provisioned(nats.url);
});

afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await outside.close();
  await nats.close();
});

test('an event goes from service to service, and the journal sees every leg with its trace', async () => {
  const ingestion = await startService('ingestion', { url: nats.url });
  const identity = await startService('identity', { url: nats.url, providers: [Identity] });
  const admin = await startService('admin', { url: nats.url, providers: [Journal] });
  apps.push(ingestion, identity, admin);

  const pushes = Array.from({ length: 500 }, (_, index) => push(`push-${String(index)}`));
  await ingestion.get(Events).publishAll(PushMade, pushes);
  await ingestion.get(Events).publish(PushMade, push('push-0'));

  const { received } = admin.get(Journal);
  await until(() => received.length >= 1000);

  const seen = received.filter(({ definition }) => definition.subject === PushSeen.subject);
  expect(new Set(seen.map(({ data }) => data.id)).size).toBe(500);
  expect(received).toHaveLength(1000);
  expect(seen[0]?.traceIds).toEqual([shaOf(seen[0]?.data.id ?? '').slice(0, 32)]);
  expect(seen[0]).toMatchObject({ stream: 'IDENTITY', id: PushSeen.idOf(seen[0]?.data ?? push('')) });
});
