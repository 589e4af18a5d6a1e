import { startArbiter, versionsOf } from '../arbiter.ts';
import { median } from '../measure/statistics.ts';
import type { Figure, Finding, Say } from '../report/figure.ts';
import { arbiterPipeline } from './arbiter-pipeline.ts';
import { startBarePipeline } from './bare/bare-pipeline.ts';
import { type Run, Runner } from './run-history.ts';

export interface JourneyFigures {
  /** Round by round. */
  readonly rounds: readonly Round[];
  /** The round of the median rate, of each. */
  readonly arbiter: Run;
  readonly bare: Run;
  /** The first commits after the start, while code is still being compiled. */
  readonly cold: Round;
  /** Median of the rounds' own. */
  readonly ratio: number;
  /** At 200 commits a second. */
  readonly steady: Run;
}

/** One run of each, right after one another. */
type Round = Readonly<Record<'arbiter' | 'bare', Run>>;

const STEADY_RATE = 200;
/** Commits of a round, and of the one before that warms up the code of both: they cost the services over a quarter more. */
const QUICK = { rounds: 1, commits: 5_000, warmUp: 2_000, steadySeconds: 10 };
const THOROUGH = { rounds: 5, commits: 20_000, warmUp: 10_000, steadySeconds: 30 };
const SEED = 1_000;

/** Commits a second until the journal shows each complete, of Arbiter and of a bare pipeline; latency; processor time. */
export async function benchJourney(quick: boolean, say: Say): Promise<Finding<JourneyFigures>> {
  const extent = quick ? QUICK : THOROUGH;
  say('journey: starting both pipelines');
  const bare = await startBarePipeline();
  try {
    const system = await startArbiter();
    try {
      const runners = { arbiter: new Runner(arbiterPipeline(system), SEED), bare: new Runner(bare, SEED) };
      say('journey: the first commits');
      const cold = await roundOf(runners, extent.warmUp);
      const rounds: Round[] = [];
      for (let round = 1; round <= extent.rounds; round += 1) {
        say(`journey: round ${String(round)} of ${String(extent.rounds)}`);
        rounds.push(await roundOf(runners, extent.commits));
      }
      say(`journey: ${String(STEADY_RATE)} commits a second`);
      const steady = await runners.arbiter.run(STEADY_RATE * extent.steadySeconds, STEADY_RATE);
      const ratio = median(rounds.map((round) => round.arbiter.perSecond / round.bare.perSecond));
      const [arbiter, ofBare] = [middleOf(rounds.map((round) => round.arbiter)), middleOf(rounds.map((r) => r.bare))];
      const figures = { rounds, arbiter, bare: ofBare, cold, ratio, steady };
      return { figures, rows: rowsOf(figures), versions: versionsOf(system) };
    } finally {
      await system.close();
    }
  } finally {
    await bare.close();
  }
}

async function roundOf(
  { arbiter, bare }: Readonly<Record<'arbiter' | 'bare', Runner>>,
  commits: number,
): Promise<Round> {
  return { bare: await bare.run(commits), arbiter: await arbiter.run(commits) };
}

/** The run of the median rate, of an odd number of runs. */
function middleOf(runs: readonly Run[]): Run {
  const middle = runs.toSorted((one, other) => one.perSecond - other.perSecond)[runs.length >> 1];
  if (middle === undefined) throw new Error('No run was measured.');
  return middle;
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
