import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { startArbiter, versionsOf } from '../arbiter.ts';
import type { Finding, Say } from '../report/figure.ts';
import { type Attribution, measureAttribution } from './attribution.ts';
import { measureDirectory } from './directory.ts';

export interface IdentityFigures extends Attribution {
  /** Seconds. */
  readonly directory: number;
  readonly people: number;
}

const QUICK = { directory: 2_000, people: 20_000, rounds: 200 };
const THOROUGH = { directory: 10_000, people: 100_000, rounds: 1_000 };

/** People: a directory taken whole, and who made a commit. */
export async function benchIdentity(quick: boolean, say: Say): Promise<Finding<IdentityFigures>> {
  const { directory, people, rounds } = quick ? QUICK : THOROUGH;
  const arbiter = await startArbiter(['--only', 'identity']);
  const broker = await connect({ servers: arbiter.state.backing.nats.url });
  const database = new pg.Client({ connectionString: arbiter.state.backing.postgres.url });
  try {
    await database.connect();
    say(`identity: a directory of ${directory} people`);
    const seconds = await measureDirectory(broker, directory);
    say(`identity: attribution among ${people} people`);
    const attribution = await measureAttribution(broker, database, { people, rounds });
    const figures = { ...attribution, directory: seconds, people };
    return { figures, rows: rowsOf(figures, directory), versions: versionsOf(arbiter) };
  } finally {
    await broker.close();
    await database.end();
    await arbiter.close();
  }
}

const rowsOf = ({ alone, together, directory, people }: IdentityFigures, entries: number) => [
  { name: `identity: a directory of ${entries} people`, value: directory, unit: 's', target: { below: 60 } },
  {
    name: `identity: a commit in a push of twenty, among ${people} people, 95th percentile`,
    value: together,
    unit: 'ms',
    target: { below: 2 },
  },
  { name: 'identity: a commit alone, from event to event, 95th percentile', value: alone, unit: 'ms' },
];
