import { setTimeout as sleep } from 'node:timers/promises';
import { startArbiter, versionsOf } from '../arbiter.ts';
import { arbiterPipeline } from '../journey/arbiter-pipeline.ts';
import { Runner } from '../journey/run-history.ts';
import { residentMegabytes } from '../measure/processes.ts';
import type { Figure, Finding, Say } from '../report/figure.ts';

/** Resident megabytes of all apps together, without the servers. */
export interface MemoryFigures {
  readonly atRest: number;
  readonly after: number;
  readonly growth: number;
  readonly byApp: Readonly<Record<string, { readonly atRest: number; readonly after: number }>>;
}

/** What a process gives back, it gives back while nothing happens; milliseconds. */
const REST_MS = 45_000;

/** Memory at rest, and after a replay. */
export async function benchMemory(quick: boolean, say: Say): Promise<Finding<MemoryFigures>> {
  const arbiter = await startArbiter();
  try {
    const apps = Object.entries(arbiter.state.apps);
    const measure = async (): Promise<number[]> => {
      await sleep(REST_MS);
      return Promise.all(apps.map(([, { pid }]) => residentMegabytes([pid])));
    };
    say('memory: at rest');
    const before = await measure();
    say('memory: a replay');
    await new Runner(arbiterPipeline(arbiter), 5_000).run(quick ? 5_000 : 20_000);
    const later = await measure();
    const [atRest, after] = [sum(before), sum(later)];
    const byApp = apps.map(
      ([name], index) => [name, { atRest: before[index] ?? 0, after: later[index] ?? 0 }] as const,
    );
    const figures = { atRest, after, growth: after / atRest - 1, byApp: Object.fromEntries(byApp) };
    return { figures, rows: rowsOf(figures), versions: versionsOf(arbiter) };
  } finally {
    await arbiter.close();
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function rowsOf({ atRest, growth }: MemoryFigures): Figure[] {
  return [
    { name: 'memory: all apps at rest', value: atRest, unit: 'MB', target: { below: 1_024 } },
    { name: 'memory: growth over a replay', value: growth * 100, unit: '%', target: { below: 10 } },
  ];
}
