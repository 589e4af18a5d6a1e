import { streamOf } from '@arbiter/contracts';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Arbiter, startArbiter, versionsOf } from '../arbiter.ts';
import type { LoadResult } from '../load/load-plan.ts';
import { sendLoad } from '../load/send-load.ts';
import { cpuOf } from '../measure/processes.ts';
import { settle } from '../measure/settle.ts';
import { median } from '../measure/statistics.ts';
import type { Figure, Finding, Say } from '../report/figure.ts';
import { type Contender, gatewayOf, startBare } from './contender.ts';

/** One round of one contender. */
interface Round {
  readonly perSecond: number;
  /** Processor milliseconds a delivery. */
  readonly cpu: { readonly server: number; readonly postgres: number; readonly nats: number };
}

export interface GatewayFigures {
  readonly gateway: readonly Round[];
  readonly bare: readonly Round[];
  /** Bare Fastify that hands each delivery on to the broker as well, as the gateway has to. */
  readonly relaying: readonly Round[];
  readonly ratio: number;
  readonly halfLoad: Pick<LoadResult, 'p50' | 'p99'> & { readonly perSecond: number };
}

const CONNECTIONS = 64;
const QUICK = { rounds: 3, seconds: 2 };
const THOROUGH = { rounds: 5, seconds: 5 };
/** At half load, of which the middle one counts: a hundredth of a round is a single pause of the disk. */
const HALF_ROUNDS = 3;
/** For code to become warm, in all of them; seconds. */
const WARM_UP = 10;
const NAMES = ['gateway', 'bare', 'relaying'] as const;

/** Verified pushes a second, committed before the answer: the gateway and bare Fastify by turns, on the same servers. */
export async function benchGateway(quick: boolean, say: Say): Promise<Finding<GatewayFigures>> {
  const { rounds, seconds } = quick ? QUICK : THOROUGH;
  const arbiter = await startArbiter(['--only', 'gateway']);
  const [bare, relaying] = [await startBare(arbiter, false), await startBare(arbiter, true)];
  const contenders = { gateway: gatewayOf(arbiter), bare, relaying };
  try {
    const measured: Record<(typeof NAMES)[number], Round[]> = { gateway: [], bare: [], relaying: [] };
    for (const name of NAMES) await send(arbiter, contenders[name], { seconds: WARM_UP });
    for (let round = 1; round <= rounds; round += 1) {
      say(`gateway: round ${String(round)} of ${String(rounds)}`);
      // By turns, also in who comes first.
      for (const name of round % 2 === 0 ? NAMES.toReversed() : NAMES) {
        measured[name].push(await measure(arbiter, contenders[name], seconds));
      }
    }
    say('gateway: half load');
    const perSecond = rate(measured.gateway) / 2;
    const half: LoadResult[] = [];
    for (let round = 1; round <= HALF_ROUNDS; round += 1) {
      half.push(await send(arbiter, contenders.gateway, { seconds: seconds * 2, rate: perSecond }));
    }
    const [p50, p99] = [median(half.map((round) => round.p50)), median(half.map((round) => round.p99))];
    const ratio = rate(measured.gateway) / rate(measured.bare);
    const figures = { ...measured, ratio, halfLoad: { p50, p99, perSecond } };
    return { figures, rows: rowsOf(figures), versions: versionsOf(arbiter) };
  } finally {
    for (const name of NAMES) contenders[name].close();
    await arbiter.close();
  }
}

const rate = (rounds: readonly Round[]): number => median(rounds.map(({ perSecond }) => perSecond));

async function measure(arbiter: Arbiter, contender: Contender, seconds: number): Promise<Round> {
  const { postgres, nats } = arbiter.state.backing;
  const pids = { server: contender.pid, postgres: postgres.pid, nats: nats.pid };
  const before = await cpuOf(pids);
  const { sent, seconds: took } = await send(arbiter, contender, { seconds });
  const after = await cpuOf(pids);
  const each = (name: keyof typeof pids): number => ((after[name] ?? 0) - (before[name] ?? 0)) / sent;
  return { perSecond: sent / took, cpu: { server: each('server'), postgres: each('postgres'), nats: each('nats') } };
}

async function send(
  arbiter: Arbiter,
  { url }: Contender,
  load: { readonly seconds: number; readonly rate?: number },
): Promise<LoadResult> {
  const plan = { gateway: url, secret: arbiter.state.secrets.github, seed: 1, connections: CONNECTIONS };
  const result = await sendLoad({ ...plan, what: { kind: 'stream', ...load } });
  await untilRelayed(arbiter);
  await settle();
  return result;
}

/** What one round left over must not be done at the cost of the next one. */
async function untilRelayed({ state }: Arbiter): Promise<void> {
  const client = new pg.Client({ connectionString: state.backing.postgres.url });
  await client.connect();
  try {
    for (let look = 0; look < 60; look += 1) {
      await sleep(500);
      const { rows } = await client.query(
        `select from gateway.delivery where status = 'accepted' and relayed_at is null limit 1`,
      );
      if (rows.length === 0) break;
    }
  } finally {
    await client.end();
  }
  await emptyStream(state.backing.nats.url);
}

/** Nobody consumes here: without this the stream would be full after some rounds, and refuse. */
async function emptyStream(natsUrl: string): Promise<void> {
  const connection = await connect({ servers: natsUrl });
  await (await jetstreamManager(connection)).streams.purge(streamOf('gateway'));
  await connection.close();
}

function rowsOf({ gateway, bare, relaying, ratio, halfLoad }: GatewayFigures): Figure[] {
  const cpu = (rounds: readonly Round[]): number => median(rounds.map((round) => round.cpu.server));
  const half = `gateway: p99 at ${halfLoad.perSecond.toFixed(0)}/s`;
  return [
    { name: 'gateway: 12 KB pushes a second', value: rate(gateway), unit: '/s', baseline: rate(bare) },
    { name: 'gateway: ratio to bare Fastify', value: ratio, unit: '', target: { atLeast: 0.8 } },
    { name: '  ratio to one that relays, too', value: rate(gateway) / rate(relaying), unit: '' },
    { name: '  processor time a push', value: cpu(gateway), unit: 'ms', baseline: cpu(bare) },
    { name: half, value: halfLoad.p99, unit: 'ms', target: { below: 100 } },
  ];
}
