import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAfterwards } from './watchdog.ts';

/**
 * Makes a folder for data that are not kept: it is gone at the latest when this process is. Other users may pass through
 * it, since Postgres may run as another one.
 */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'arbiter-'));
  removeAfterwards(folder);
  await chmod(folder, 0o711);
  return folder;
}
