import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { type Arbiter, startArbiter, versionsOf } from '../arbiter.ts';
import type { Finding, Say } from '../report/figure.ts';
import { measureQuestions } from './questions.ts';
import { type ReservationFigures, measureReservations } from './reservations.ts';
import { measureUsages } from './usages.ts';

export interface CostFigures extends ReservationFigures {
  readonly usagesPerSecond: number;
  /** 95th percentile, milliseconds. */
  readonly questions: number;
  readonly charges: number;
}

const QUICK = { seconds: 2, usages: 20_000, charges: 1_000_000, rounds: 10 };
const THOROUGH = { seconds: 10, usages: 200_000, charges: 10_000_000, rounds: 30 };

/** Money: set aside under five budgets, recorded, asked for. */
export async function benchCost(quick: boolean, say: Say): Promise<Finding<CostFigures>> {
  const { seconds, usages, charges, rounds } = quick ? QUICK : THOROUGH;
  const arbiter = await startArbiter(['--only', 'cost-accounting']);
  const broker = await connect({ servers: arbiter.state.backing.nats.url });
  const database = new pg.Client({ connectionString: arbiter.state.backing.postgres.url });
  try {
    await database.connect();
    say('cost: reservations');
    const reservations = await measureReservations(broker, metricsOf(arbiter), seconds);
    say('cost: usage');
    const usagesPerSecond = await measureUsages(broker, database, usages);
    say(`cost: questions over ${charges} charges`);
    const asked = await measureQuestions(broker, database, { charges, rounds });
    const figures = { ...reservations, usagesPerSecond, questions: asked, charges };
    return { figures, rows: rowsOf(figures), versions: versionsOf(arbiter) };
  } finally {
    await broker.close();
    await database.end();
    await arbiter.close();
  }
}

function metricsOf({ state }: Arbiter): string {
  const app = state.apps['cost-accounting'];
  if (app === undefined) throw new Error('cost-accounting does not run');
  return app.metrics;
}

const rowsOf = ({ decided, alone, bare, perSecond, usagesPerSecond, questions }: CostFigures) => [
  { name: 'cost: a reservation under five budgets', value: decided, unit: 'ms', target: { below: 1 } },
  { name: 'cost: the same, asked over NATS', value: alone, unit: 'ms', baseline: bare },
  { name: 'cost: reservations', value: perSecond, unit: '/s', target: { atLeast: 3_000 } },
  { name: 'cost: usages priced and stored', value: usagesPerSecond, unit: '/s', target: { atLeast: 10_000 } },
  { name: 'cost: questions, 95th percentile', value: questions, unit: 'ms', target: { below: 200 } },
];
