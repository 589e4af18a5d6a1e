import { readFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * When a process started, in words of the system; undefined if it does not run. Number and stamp together name one
 * process for good: numbers alone are given out again, soon so in a container.
 */
export async function processStamp(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    // The name in parentheses may hold anything; the fields are counted after it. Z is a process that has ended.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
  }
  const listing = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined);
  const stamp = listing?.stdout.trim();
  return stamp === undefined || stamp === '' ? undefined : stamp;
}

/** One process, known again after any time. */
export interface ProcessMark {
  readonly pid: number;
  readonly stamp: string;
}

export async function markOf(pid: number): Promise<ProcessMark | undefined> {
  const stamp = await processStamp(pid);
  return stamp === undefined ? undefined : { pid, stamp };
}

export async function isRunning({ pid, stamp }: ProcessMark): Promise<boolean> {
  return (await processStamp(pid)) === stamp;
}
