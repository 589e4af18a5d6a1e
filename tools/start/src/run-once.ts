import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Env } from './operator-env.ts';

/** What a migration may take on a large database; milliseconds. */
const TIMEOUT = 15 * 60_000;

/** Runs a program to its end; an app that has no such program has nothing to do. Throws with what it printed. */
export async function runOnce(title: string, program: string, env: Env): Promise<void> {
  const exists = await access(program).then(
    () => true,
    () => false,
  );
  if (!exists) return;
  try {
    await promisify(execFile)(process.execPath, ['--enable-source-maps', program], { env, timeout: TIMEOUT });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${title} failed: ${`${stdout}${stderr}`.trim().slice(-4_000) || message}`);
  }
}
