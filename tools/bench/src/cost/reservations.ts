import { randomUUID } from 'node:crypto';
import { CreateBudget, DeleteBudget, type RequestOf, ReserveBudget } from '@arbiter/contracts';
import { type NatsConnection, connect } from '@nats-io/transport-node';
import { median } from '../measure/statistics.ts';
import { medianOf, readBuckets } from '../measure/histogram.ts';
import { ask } from './ask.ts';

const SCOPES = [
  { type: 'organization' },
  { type: 'department', id: 'platform' },
  { type: 'team', id: 'core' },
  { type: 'repository', id: 'github/1' },
  { type: 'provider', id: 'openai' },
] as const;
const CALLERS = 64;

export interface ReservationFigures {
  /** One after the other, from the request read to the decision committed, milliseconds. */
  readonly decided: number;
  /** The same as the one who asks sees it: over NATS and back, milliseconds. */
  readonly alone: number;
  /** A question over NATS that is answered at once, milliseconds. */
  readonly bare: number;
  /** Asked by sixty-four at once. */
  readonly perSecond: number;
}

const wish = (): RequestOf<typeof ReserveBudget> => ({
  reservationId: randomUUID(),
  subject: { department: 'platform', team: 'core', repository: { forge: 'github', id: '1' } },
  task: 'extraction',
  provider: 'openai',
  model: 'gpt-4o',
  input: 100,
  maxOutput: 10,
  minOutput: 10,
  leaseSeconds: 3_600,
});

const DURATION = 'arbiter_budget_reservation_duration_seconds';

/**
 * Reservations under five budgets.
 *
 * @param metrics where cost-accounting tells how long it took itself
 */
export async function measureReservations(
  broker: NatsConnection,
  metrics: string,
  seconds: number,
): Promise<ReservationFigures> {
  const budgets: string[] = [];
  for (const scope of SCOPES) {
    const { id } = await ask(broker, CreateBudget, { scope, period: 'day', capUsd: '1000000', hard: true });
    budgets.push(id);
  }
  await reserveFor(broker, 1, CALLERS);
  const before = await readBuckets(metrics, DURATION);
  const alone = await reserveFor(broker, seconds, 1);
  const decided = medianOf(before, await readBuckets(metrics, DURATION)) * 1000;
  const bare = median(await echoFor(broker, seconds / 5));
  const together = await reserveFor(broker, seconds, CALLERS);
  for (const id of budgets) await ask(broker, DeleteBudget, { id });
  return { decided, alone: median(alone), bare, perSecond: together.length / seconds };
}

/** How long each took, milliseconds. */
async function reserveFor(broker: NatsConnection, seconds: number, callers: number): Promise<readonly number[]> {
  const took: number[] = [];
  const end = performance.now() + seconds * 1000;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const started = performance.now();
      const { granted } = await ask(broker, ReserveBudget, wish());
      if (!granted) throw new Error('a reservation was refused');
      took.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: callers }, work));
  return took;
}

/** How long questions take that are answered by who asks, over another connection. Milliseconds. */
async function echoFor(broker: NatsConnection, seconds: number): Promise<readonly number[]> {
  const took: number[] = [];
  const echo = await connect({ servers: broker.getServer() });
  echo.subscribe('bench.echo', { callback: (_, message) => void message.respond(message.data) });
  await echo.flush();
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const started = performance.now();
    await broker.request('bench.echo', JSON.stringify(wish()), { timeout: 10_000 });
    took.push(performance.now() - started);
  }
  await echo.close();
  return took;
}
