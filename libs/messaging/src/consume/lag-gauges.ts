import { setTimeout as delay } from 'node:timers/promises';
import { beforeScrape, gauge } from '@arbiter/telemetry';
import type { Broker } from '../connection/broker.ts';
import { ConsumerLag } from '../dead-letters/consumer-lag.ts';
import type { DurableConsumer } from './durable-consumer.ts';

/** How old the figures may be when they are scraped, and how long a scrape waits for newer ones; milliseconds. */
const FRESH = 5_000;
const PATIENCE = 500;

/** Shows, at every scrape, how far the consumers of this service are behind. Other services show theirs. */
export function showLag(broker: Broker, consumers: () => readonly DurableConsumer[]): void {
  const lag = new ConsumerLag(broker);
  let asked = -Infinity;
  const ask = async () => {
    asked = performance.now();
    await Promise.all(
      consumers().map(async ({ stream, durable }) => {
        const { pending, inFlight } = await lag.of(stream, durable);
        gauge('jobsPending', { queue: durable }, pending + inFlight);
      }),
    );
  };
  beforeScrape(async () => {
    for (const { durable, oldest } of consumers()) {
      gauge('oldestMessageAge', { queue: durable }, oldest === undefined ? 0 : (Date.now() - oldest) / 1000);
    }
    if (!broker.up || performance.now() - asked < FRESH) return;
    await Promise.race([ask().catch(() => undefined), delay(PATIENCE, undefined, { ref: false })]);
  });
}
