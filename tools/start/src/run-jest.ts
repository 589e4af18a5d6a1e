import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './places.ts';

/** How long jest may take to end once its report is written; milliseconds. */
const PATIENCE = 10_000;

/** jest's own counts. */
export interface Counts {
  readonly passed: number;
  /** A file that could not be run at all counts as one. */
  readonly failed: number;
  readonly skipped: number;
}

/** What we read of jest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** Runs the tests of the files that match, with jest's usual output. Gives undefined if it died without a report. */
export async function runJest(match: string, args: readonly string[]): Promise<Counts | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'arbiter-report-'));
  try {
    const reportFile = join(folder, 'report.json');
    // The match takes every word up to the next flag, so it must not stand last.
    await jest(
      ['--testMatch', match, '--json', `--outputFile=${reportFile}`, '--passWithNoTests', ...args],
      reportFile,
    );
    const text = await readFile(reportFile, 'utf8').catch(() => undefined);
    return text === undefined ? undefined : countsOf(JSON.parse(text) as Report);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export function countsOf(report: Report): Counts {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** "12 passed, 0 failed", and how many were skipped if any were. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Runs jest to its end; some seconds after its report it is ended, should a test have left something open. */
function jest(args: readonly string[], reportFile: string): Promise<void> {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const program = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, program, ...args], { cwd: ROOT, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.once('error', reject);
    const impatience = setInterval(() => {
      if (Date.now() - (statSync(reportFile, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < PATIENCE) return;
      console.error('A test has left something open, so jest does not end by itself: it is ended.');
      child.kill();
    }, 1_000);
    child.once('exit', () => {
      clearInterval(impatience);
      resolve();
    });
  });
}
