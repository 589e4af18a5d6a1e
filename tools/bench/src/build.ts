import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const BUILD = resolve(import.meta.dirname, '..', '..', 'start', 'src', 'build.ts');

/**
 * Builds what is out of date, as `npm run build` does: what is measured first may need it without starting an app.
 * @throws Error if that fails; the compiler's messages are on the standard error by then
 */
export async function build(): Promise<void> {
  const builder = fork(BUILD, { execArgv: ['--conditions=@arbiter/source'] });
  const [code] = (await once(builder, 'exit')) as [number | null];
  if (code !== 0) throw new Error('What is to be measured could not be built.');
}
