import { execFile } from 'node:child_process';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import { promisify } from 'node:util';

/** Where the figures were taken: without it they say nothing. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Of the repository; with a `+` where files were changed since. */
  readonly commit: string;
  /** Processes that wanted to run in the last minute before the bench: above 1 somebody else was working. */
  readonly loadBefore: number;
}

export async function describeMachine(): Promise<Machine> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.version,
    commit: await commitOf(import.meta.dirname),
    loadBefore: loadavg()[0] ?? 0,
  };
}

async function commitOf(folder: string): Promise<string> {
  const git = (...args: string[]) => promisify(execFile)('git', ['-C', folder, ...args]);
  try {
    const [head, changed] = await Promise.all([
      git('rev-parse', '--short', 'HEAD'),
      git('status', '--porcelain', '-uno'),
    ]);
    return head.stdout.trim() + (changed.stdout === '' ? '' : '+');
  } catch {
    return 'unknown';
  }
}
