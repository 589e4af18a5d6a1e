/** Runs as a process of its own, told by its parent what to send. */
import type { Delivery } from '@arbiter/replay';
import { percentile } from '@arbiter/replay';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deliveriesOf, evenDeliveriesOf } from '../corpus/deliveries.ts';
import { Connection, headOf } from './connection.ts';
import type { LoadMessage, LoadPlan, LoadResult } from './load-plan.ts';

const DIFFERENT_BODIES = 256;

/** A request that is due at some time, milliseconds of `performance.now`. */
interface Due {
  readonly delivery: Delivery;
  readonly at: number | undefined;
}

const tell = (message: LoadMessage): void => void process.send?.(message);

process.once('disconnect', () => process.exit());
process.once('message', (plan: LoadPlan) => {
  const prepared = prepare(plan);
  process.once('message', () => {
    run(plan, prepared).then(
      (result) => {
        // The parent ends this process once it has the result: to end first would be to race with it.
        tell({ result });
      },
      (error: unknown) => {
        tell({ error: error instanceof Error ? error.message : String(error) });
        process.exit(1);
      },
    );
  });
  tell({ ready: true });
});

/** Makes all bodies before the clock starts. */
function prepare({ what, seed, secret }: LoadPlan): (start: number) => Generator<Due> {
  const { rate } = what;
  if (what.kind === 'history') {
    const deliveries = [...deliveriesOf(seed, what.commits, secret)];
    return function* (start) {
      let commits = 0;
      for (const delivery of deliveries) {
        yield { delivery, at: rate === undefined ? undefined : start + (commits / rate) * 1000 };
        commits += delivery.commits;
      }
    };
  }
  const bodies = [...evenDeliveriesOf(seed, DIFFERENT_BODIES, secret)];
  return function* (start) {
    const end = start + what.seconds * 1000;
    for (let number = 0; performance.now() < end; number += 1) {
      const at = rate === undefined ? undefined : start + (number / rate) * 1000;
      if (at !== undefined && at > end) return;
      const delivery = bodies[number % bodies.length];
      if (delivery === undefined) return;
      yield { delivery: { ...delivery, headers: { ...delivery.headers, 'x-github-delivery': randomUUID() } }, at };
    }
  };
}

/** Connections are open before the clock starts: how long these take to open is nobody's latency. */
async function run(
  { gateway, connections }: LoadPlan,
  prepared: (start: number) => Generator<Due>,
): Promise<LoadResult> {
  const millis: number[] = [];
  const due: [number, number][] = [];
  const epoch = Date.now() - performance.now();
  let refused = 0;
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(gateway)));
  const started = performance.now();
  const requests = prepared(started);
  await Promise.all(
    open.map(async (connection) => {
      for (const { delivery, at } of requests) {
        const early = at === undefined ? 0 : at - performance.now();
        if (early > 0) await sleep(early);
        const from = at ?? performance.now();
        due.push([epoch + from, delivery.commits]);
        const head = headOf(gateway, delivery.path, delivery.headers, delivery.body.length);
        if ((await connection.request(head, delivery.body)) !== 202) refused += 1;
        millis.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const connection of open) connection.close();
  millis.sort((a, b) => a - b);
  return { sent: millis.length, seconds, p50: percentile(millis, 0.5), p99: percentile(millis, 0.99), refused, due };
}
