import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Figure, Finding, Say } from '../report/figure.ts';
import type { ReviewFigures } from './measured.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..', '..');

/**
 * Reviews without the time of a model: reading diffs, packing them, the way of a change, and many at once. It is measured in a
 * process of its own, on what is built.
 */
export async function benchReview(quick: boolean, say: Say): Promise<Finding<ReviewFigures>> {
  say('review: building');
  const compiler = join(ROOT, 'node_modules', 'tsc7', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [
    compiler,
    '--build',
    join(ROOT, 'libs', 'reviewing', 'tsconfig.lib.json'),
  ]);
  say('review: reading, packing, reviewing');
  const worker = fork(join(import.meta.dirname, 'measured.ts'), quick ? ['--quick'] : [], {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
  });
  const [figures] = (await Promise.race([
    once(worker, 'message'),
    once(worker, 'exit').then(() => {
      throw new Error('The measuring process ended without a figure.');
    }),
  ])) as [ReviewFigures];
  return { figures, rows: rowsOf(figures), versions: {} };
}

const rowsOf = ({ megabytesPerSecond, packing, way, memory }: ReviewFigures): Figure[] => [
  { name: 'review: real diffs parsed and selected', value: megabytesPerSecond, unit: 'MB/s', target: { atLeast: 25 } },
  { name: 'review: a change of 5,000 files packed', value: packing, unit: 's', target: { below: 2 } },
  { name: 'review: a change of 20 files without model time, p95', value: way, unit: 'ms', target: { below: 300 } },
  { name: 'review: 100 in flight, resident', value: memory, unit: 'MB', target: { below: 512 } },
];
