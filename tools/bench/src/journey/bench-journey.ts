import { startArbiter, versionsOf } from '../arbiter.ts';
import type { Figure, Finding, Say } from '../report/figure.ts';
import { arbiterPipeline } from './arbiter-pipeline.ts';
import { startBarePipeline } from './bare/bare-pipeline.ts';
import { type Run, Runner } from './run-history.ts';

export interface JourneyFigures {
  readonly arbiter: Run;
  readonly bare: Run;
  /** The first commits after the start, while code is still being compiled. */
  readonly cold: Readonly<Record<'arbiter' | 'bare', Run>>;
  readonly ratio: number;
  /** At 200 commits a second. */
  readonly steady: Run;
}

const STEADY_RATE = 200;
/** For code to become warm, in both: the first ones cost the services over a quarter more. */
const WARM_UP_COMMITS = 10_000;
const QUICK_WARM_UP_COMMITS = 2_000;
const SEED = 1_000;

/** Commits a second until the journal shows each complete, of Arbiter and of a bare pipeline; latency; processor time. */
export async function benchJourney(quick: boolean, say: Say): Promise<Finding<JourneyFigures>> {
  const commits = quick ? 5_000 : 20_000;
  const warmUp = quick ? QUICK_WARM_UP_COMMITS : WARM_UP_COMMITS;
  say('journey: the bare pipeline');
  const [coldBare, bare] = await runBare(warmUp, commits);
  const system = await startArbiter();
  try {
    const runner = new Runner(arbiterPipeline(system), SEED);
    say('journey: Arbiter');
    const cold = { arbiter: await runner.run(warmUp), bare: coldBare };
    const arbiter = await runner.run(commits);
    say(`journey: ${String(STEADY_RATE)} commits a second`);
    const steady = await runner.run(STEADY_RATE * (quick ? 10 : 30), STEADY_RATE);
    const figures = { arbiter, bare, cold, ratio: arbiter.perSecond / bare.perSecond, steady };
    return { figures, rows: rowsOf(figures), versions: versionsOf(system) };
  } finally {
    await system.close();
  }
}

async function runBare(warmUp: number, commits: number): Promise<[cold: Run, warm: Run]> {
  const pipeline = await startBarePipeline();
  try {
    const runner = new Runner(pipeline, SEED);
    return [await runner.run(warmUp), await runner.run(commits)];
  } finally {
    await pipeline.close();
  }
}

function rowsOf({ arbiter, bare, cold, ratio, steady }: JourneyFigures): Figure[] {
  const total = (run: Run): number => Object.values(run.cpu).reduce((sum, cpu) => sum + cpu, 0);
  const perSecond = { value: arbiter.perSecond, baseline: bare.perSecond, target: { atLeast: 1_250 } };
  const processorTime = Object.entries(arbiter.cpu).map(([name, value]) => {
    const baseline = bare.cpu[name];
    return { name: `  ${name}`, value, unit: 'ms', ...(baseline === undefined ? {} : { baseline }) };
  });
  return [
    { name: 'journey: commits a second', unit: '/s', ...perSecond },
    {
      name: '  just after the start',
      value: cold.arbiter.perSecond,
      unit: '/s',
      baseline: cold.bare.perSecond,
    },
    { name: 'journey: ratio to a bare pipeline', value: ratio, unit: '', target: { atLeast: 0.45 } },
    { name: `journey: p95 at ${String(STEADY_RATE)} commits/s`, value: steady.p95, unit: 'ms', target: { below: 500 } },
    { name: 'journey: processor time a commit', value: total(arbiter), unit: 'ms', baseline: total(bare) },
    ...processorTime,
  ];
}
