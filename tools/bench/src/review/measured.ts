import { parseDiff } from '@arbiter/diff';
import { DEFAULT_CONFIGURATION, placeFindings, reviewDiff, type ReviewTools, select } from '@arbiter/reviewing';
import { median } from '../measure/statistics.ts';
import { inventedChange, realDiffs } from './changes.ts';

/** What reviews cost beside the time of a model. */
export interface ReviewFigures {
  readonly megabytesPerSecond: number;
  /** Seconds. */
  readonly packing: number;
  /** Milliseconds, 95th percentile. */
  readonly way: number;
  /** Megabytes. */
  readonly memory: number;
}

type Models = NonNullable<ReviewTools['models']>;

const CAPS = { usd: '1000', tokens: 1e9 };

const quick = process.argv.includes('--quick');

/** Stands where a model would, and answers nothing as soon as `gate` opens. */
function modelBehind(gate: Promise<void>, onAsked: () => void = () => undefined): Models {
  const usage = { provider: 'openai', model: 'gpt-4o', at: new Date(0).toISOString() };
  const tokens = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0 };
  const askAll = async (_task: unknown, questions: readonly unknown[]): Promise<unknown> => {
    onAsked();
    await gate;
    return questions.map((_, index) => ({
      answer: { findings: [] },
      usages: [{ ...usage, usageId: `bench-${index}`, tokens }],
    }));
  };
  return {
    askAll: askAll as Models['askAll'],
    answererOf: () => Promise.resolve({ provider: 'openai', model: 'gpt-4o' }),
    reviewCaps: CAPS,
  };
}

const review = (diff: string, models: Models): Promise<unknown> => {
  const files = parseDiff(diff);
  return reviewDiff({ key: 'bench', files, configuration: DEFAULT_CONFIGURATION }, { models }).then(({ findings }) =>
    placeFindings(findings, files),
  );
};

const answered = Promise.resolve();

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function readingSpeed(): Promise<number> {
  const diffs = realDiffs(quick ? 10 : 50);
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    times.push(await timed(() => select(parseDiff(diffs), { configuration: DEFAULT_CONFIGURATION })));
  }
  return diffs.length / 1e3 / median(times);
}

async function packingSeconds(): Promise<number> {
  const diff = inventedChange(5_000, 1);
  const times: number[] = [];
  for (let round = 0; round < 3; round++) times.push(await timed(() => review(diff, modelBehind(answered))));
  return median(times) / 1e3;
}

async function wayMilliseconds(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < (quick ? 40 : 200); round++) {
    const diff = inventedChange(20, round);
    times.push(await timed(() => review(diff, modelBehind(answered))));
  }
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
}

/** Every one of a hundred reviews waits for its model; what is resident then. */
async function residentMegabytes(): Promise<number> {
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  const asked = Array.from({ length: 100 }, (_, index) => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const done = review(
      inventedChange(50, index),
      modelBehind(gate, () => resolve(undefined)),
    );
    return { promise, done };
  });
  await Promise.all(asked.map(({ promise }) => promise));
  const resident = process.memoryUsage.rss() / 2 ** 20;
  open(undefined);
  await Promise.all(asked.map(({ done }) => done));
  return resident;
}

// Memory is measured first: what the others leave behind is not what reviews in flight hold.
const memory = await residentMegabytes();
const figures: ReviewFigures = {
  way: await wayMilliseconds(),
  packing: await packingSeconds(),
  megabytesPerSecond: await readingSpeed(),
  memory,
};
process.send?.(figures, () => process.disconnect());
