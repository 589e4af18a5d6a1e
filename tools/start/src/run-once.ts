import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Env } from './operator-env.ts';

/** What a migration may take on a large database; milliseconds. */
const TIMEOUT = 15 * 60_000;

/** Runs a program of ours to its end. Throws with the end of what it printed. */
export async function runOnce(title: string, program: readonly string[], env: Env): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, program, { env, timeout: TIMEOUT });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${title} failed: ${`${stdout}${stderr}`.trim().slice(-4_000) || message}`);
  }
}
