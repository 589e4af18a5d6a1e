import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Has the system write what was left to write, so that nothing measured next waits for a disk that is busy with what was before.
 * Where there is no `sync`, that is left to the system.
 */
export async function settle(): Promise<void> {
  await promisify(execFile)('sync').catch(() => undefined);
}
