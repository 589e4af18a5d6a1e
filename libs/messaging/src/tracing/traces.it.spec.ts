import { DeliveryAcceptedEvent, type Leg, deliveryJourney } from '@arbiter/contracts';
import { attributes, startTracingTo, stopTracing, tracer } from '@arbiter/telemetry';
import { freshNats } from '@arbiter/testing';
import { Inject, Injectable } from '@nestjs/common';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { context, trace } from '@opentelemetry/api';
import { Consumes } from '../consume/consumes.ts';
import type { Received } from '../consume/received.ts';
import { Events } from '../publish/events.ts';
import { BrokerFixture } from '../testing/broker-fixture.ts';
import { PUSH_JOURNEY, type Push, PushMade, PushSeen, push, shaOf } from '../testing/push.ts';
import { until } from '../testing/until.ts';

type Delivery = ReturnType<(typeof DeliveryAcceptedEvent)['parse']>;

@Injectable()
class Ingestion {
  constructor(@Inject(Events) private readonly events: Events) {}

  /** One event of all deliveries: two commits each. */
  @Consumes(DeliveryAcceptedEvent)
  handle(deliveries: readonly Delivery[]): Promise<void> {
    const ids = deliveries.map(({ deliveryId }) => deliveryId);
    const made = push(ids.join(' '), ...ids.flatMap((id) => [shaOf(`${id}a`), shaOf(`b${id}`)]));
    return this.events.publishAll(PushMade, [made], {
      from: ({ id }, index) => deliveryJourney(id.split(' ')[Math.floor(index / 2)] ?? ''),
    });
  }
}

@Injectable()
class Identity {
  constructor(@Inject(Events) private readonly events: Events) {}

  @Consumes(PushMade)
  handle(pushes: readonly Push[]): Promise<void> {
    return this.events.publishAll(PushSeen, pushes);
  }
}

@Injectable()
class Notifier {
  readonly received: Received<Push>[] = [];

  @Consumes(PushSeen, { envelope: true })
  handle(pushes: readonly Received<Push>[]): Promise<void> {
    this.received.push(...pushes);
    return Promise.resolve();
  }
}

interface FinishedSpan {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly parentSpanContext?: { readonly spanId: string };
  readonly links: readonly { readonly context: { readonly traceId: string; readonly spanId: string } }[];
  spanContext(): { readonly traceId: string; readonly spanId: string };
}

const finished: FinishedSpan[] = [];
const collector = {
  export: (spans: readonly FinishedSpan[], done: (result: { code: number }) => void) => {
    finished.push(...spans);
    done({ code: 0 });
  },
  shutdown: () => Promise.resolve(),
};

const journey: readonly Leg[] = [
  { event: DeliveryAcceptedEvent as unknown as Leg['event'], from: ['gateway'], to: ['ingestion'] },
  ...PUSH_JOURNEY,
];
let broker: BrokerFixture;
let gateway: Events;
let notifier: Notifier;

beforeAll(async () => {
  await startTracingTo(collector, { service: 'test', version: '0' });
  broker = await BrokerFixture.on(await freshNats(), { journey });
  gateway = (await broker.service('gateway')).get(Events);
  await broker.service('ingestion', { providers: [Ingestion] });
  await broker.service('identity', { providers: [Identity] });
  notifier = (await broker.service('notifier', { providers: [Notifier] })).get(Notifier);
});
afterAll(async () => {
  await broker.close();
  await stopTracing();
});

const delivery = (deliveryId: string): Delivery => ({
  deliveryId,
  source: 'github',
  event: 'push',
  receivedAt: '2026-01-01T00:00:00.000Z',
  digest: '0'.repeat(64),
  size: 2,
  body: '{}',
});
const inTrace = (traceId: string) => finished.filter((span) => span.spanContext().traceId === traceId);
const named = (spans: readonly FinishedSpan[], name: string) => spans.filter((span) => span.name === name);

test('each commit has one trace, named by its SHA, in which each step is the child of its sender', async () => {
  const ids = ['7a1d7ab2-7b0a-4c0e-9d5e-111111111111', '7a1d7ab2-7b0a-4c0e-9d5e-222222222222'];
  await context.with(trace.setSpan(context.active(), tracer().startSpan('POST /webhooks/github')), () =>
    gateway.publishAll(DeliveryAcceptedEvent, ids.map(delivery)),
  );
  const shas = ids.flatMap((id) => [shaOf(`${id}a`), shaOf(`b${id}`)]);
  await until(() => shas.every((sha) => inTrace(sha.slice(0, 32)).length >= 3));

  for (const [index, sha] of shas.entries()) {
    const spans = inTrace(sha.slice(0, 32));
    const [root] = named(spans, 'ingestion ingestion.push.made.v1');
    const [made] = named(spans, 'process ingestion.push.made.v1');
    const [seen] = named(spans, 'process identity.push.seen.v1');
    expect(spans).toHaveLength(3);
    expect(root?.parentSpanContext).toBeUndefined();
    expect(made?.parentSpanContext?.spanId).toBe(root?.spanContext().spanId);
    expect(seen?.parentSpanContext?.spanId).toBe(made?.spanContext().spanId);

    // The delivery's own span, which the commit's trace is linked to, belongs to the request's trace.
    const cause = finished.find((span) => span.spanContext().spanId === root?.links[0]?.context.spanId);
    expect(cause?.name).toBe('process gateway.delivery.accepted.v1');
    expect(cause?.attributes[attributes.journey]).toBe(deliveryJourney(ids[Math.floor(index / 2)] ?? ''));
    expect(notifier.received.flatMap(({ traceIds }) => traceIds)).toContain(sha.slice(0, 32));
  }
});

test('what is driven again makes a new trace, linked to the first, and stays in it', async () => {
  const sha = shaOf('driven');
  const before = notifier.received.length;
  await gateway.publish(PushMade, push('driven', sha), { drive: 'once more' });
  await until(() => notifier.received.length > before);
  const traceId = notifier.received.at(-1)?.traceIds[0] ?? '';
  expect(notifier.received.at(-1)?.drive).toBe('once more');
  expect(traceId).not.toBe(sha.slice(0, 32));
  await until(() => named(inTrace(traceId), 'process identity.push.seen.v1').length === 1);

  const [made] = named(inTrace(traceId), 'process ingestion.push.made.v1');
  const [seen] = named(inTrace(traceId), 'process identity.push.seen.v1');
  expect(seen?.parentSpanContext?.spanId).toBe(made?.spanContext().spanId);
});
