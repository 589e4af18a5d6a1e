import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Arbiter, startArbiter, versionsOf } from '../arbiter.ts';
import type { LoadResult } from '../load/load-plan.ts';
import { sendLoad } from '../load/send-load.ts';
import { median } from '../measure/statistics.ts';
import type { Figure, Finding, Say } from '../report/figure.ts';

export interface GatewayFigures {
  /** Deliveries a second, a round each. */
  readonly gateway: readonly number[];
  readonly bare: readonly number[];
  readonly ratio: number;
  readonly halfLoad: Pick<LoadResult, 'p50' | 'p99'> & { readonly perSecond: number };
}

const CONNECTIONS = 64;
const QUICK = { rounds: 3, seconds: 2 };
const THOROUGH = { rounds: 5, seconds: 5 };

/** Verified pushes a second, committed before the answer: the gateway and bare Fastify by turns, on one Postgres. */
export async function benchGateway(quick: boolean, say: Say): Promise<Finding<GatewayFigures>> {
  const { rounds, seconds } = quick ? QUICK : THOROUGH;
  const arbiter = await startArbiter(['--only', 'gateway']);
  const { gateway, secrets } = arbiter.state;
  const bare = await startBare(arbiter);
  try {
    let seed = 1;
    const measure = async (url: string, options: { seconds: number; rate?: number }) => {
      const plan = { gateway: url, secret: secrets.github, seed: (seed += 1), connections: CONNECTIONS };
      const result = await sendLoad({ ...plan, what: { kind: 'stream', ...options } });
      await untilRelayed(arbiter);
      return result;
    };
    for (const url of [gateway, bare.url]) await measure(url, { seconds: 2 });
    const perSecond = { gateway: [] as number[], bare: [] as number[] };
    for (let round = 1; round <= rounds; round += 1) {
      say(`gateway: round ${String(round)} of ${String(rounds)}`);
      // By turns, also in who comes first.
      const turns = [['gateway', gateway] as const, ['bare', bare.url] as const];
      for (const [name, url] of round % 2 === 0 ? turns.reverse() : turns) {
        const { sent, seconds: took } = await measure(url, { seconds });
        perSecond[name].push(sent / took);
      }
    }
    const ratio = median(perSecond.gateway) / median(perSecond.bare);
    say('gateway: half load');
    const rate = median(perSecond.gateway) / 2;
    const { p50, p99 } = await measure(gateway, { seconds: seconds * 2, rate });
    const figures = { ...perSecond, ratio, halfLoad: { p50, p99, perSecond: rate } };
    return { figures, rows: rowsOf(figures), versions: versionsOf(arbiter) };
  } finally {
    bare.close();
    await arbiter.close();
  }
}

async function startBare({ state }: Arbiter): Promise<{ url: string; close: () => void }> {
  const server = fork(
    join(import.meta.dirname, 'bare-gateway.ts'),
    [state.backing.postgres.url, state.secrets.github],
    {
      execArgv: ['--conditions=@arbiter/source'],
    },
  );
  const [port] = (await once(server, 'message')) as [number];
  return { url: `http://127.0.0.1:${String(port)}`, close: () => server.kill() };
}

/** What one round left over must not be done at the cost of the next one. */
async function untilRelayed({ state }: Arbiter): Promise<void> {
  const client = new pg.Client({ connectionString: state.backing.postgres.url });
  await client.connect();
  try {
    for (let look = 0; look < 60; look += 1) {
      const { rows } = await client.query(
        `select from gateway.delivery where status = 'accepted' and relayed_at is null limit 1`,
      );
      if (rows.length === 0) return;
      await sleep(500);
    }
  } finally {
    await client.end();
  }
}

function rowsOf({ gateway, bare, ratio, halfLoad }: GatewayFigures): Figure[] {
  return [
    { name: 'gateway: 12 KB pushes a second', value: median(gateway), unit: '/s', baseline: median(bare) },
    { name: 'gateway: ratio to bare Fastify', value: ratio, unit: '', target: { atLeast: 0.8 } },
    {
      name: `gateway: p99 at ${halfLoad.perSecond.toFixed(0)}/s`,
      value: halfLoad.p99,
      unit: 'ms',
      target: { below: 100 },
    },
  ];
}
