import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, RUN_FOLDER } from './places.ts';

/** What the background process tells whoever waits for it. */
export type Told = { readonly text: string } | { readonly exitCode: number };

/** Marks the background process; it outlives whoever started it. */
export const DETACHED = 'ARBITER_DETACHED';

/**
 * Starts the same command in the background, shows what it says until it is ready, and leaves it. Gives the exit code.
 */
export async function startDetached(args: readonly string[], write: (text: string) => void): Promise<number> {
  mkdirSync(RUN_FOLDER, { recursive: true });
  const log = openSync(join(RUN_FOLDER, 'launcher.log'), 'w', 0o600);
  const child = spawn(
    process.execPath,
    [...process.execArgv, join(ROOT, 'tools', 'start', 'src', 'main.ts'), ...args],
    {
      env: { ...process.env, [DETACHED]: '1' },
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
      cwd: ROOT,
    },
  );
  const interrupt = (): void => {
    child.kill('SIGINT');
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return new Promise((resolve) => {
    child.on('message', (told: Told) => {
      if ('text' in told) {
        write(told.text);
        return;
      }
      if (child.connected) child.disconnect();
      child.unref();
      resolve(told.exitCode);
    });
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Tells whoever started this background process; nothing once it has gone. */
export function tell(told: Told): void {
  if (process.connected) process.send?.(told, undefined, undefined, () => undefined);
}
