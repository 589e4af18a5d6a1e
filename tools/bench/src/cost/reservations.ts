import { randomUUID } from 'node:crypto';
import { CreateBudget, type RequestOf, ReserveBudget } from '@arbiter/contracts';
import type { NatsConnection } from '@nats-io/transport-node';
import { median } from '../measure/statistics.ts';
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
  /** Asked one after the other, from the question to the answer, milliseconds. */
  readonly alone: number;
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

/** Reservations under five budgets. */
export async function measureReservations(broker: NatsConnection, seconds: number): Promise<ReservationFigures> {
  for (const scope of SCOPES) {
    await ask(broker, CreateBudget, { scope, period: 'day', capUsd: '1000000', hard: true });
  }
  await reserveFor(broker, 1, CALLERS);
  const alone = await reserveFor(broker, seconds, 1);
  const together = await reserveFor(broker, seconds, CALLERS);
  return { alone: median(alone), perSecond: together.length / seconds };
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
