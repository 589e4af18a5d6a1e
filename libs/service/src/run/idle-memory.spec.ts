import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

/** Takes 200 MB in a burst, lets go of them, and tells what it has then, and what it has a while later. */
const burst = (idle: boolean) => `
  import { giveMemoryBackWhenIdle } from ${JSON.stringify(import.meta.resolve('./idle-memory.ts'))};
  import { setTimeout as sleep } from 'node:timers/promises';
  const megabytes = () => process.memoryUsage.rss() / 2 ** 20;
  globalThis.held = Array.from({ length: 200 }, () => Array.from({ length: 131072 }, (_, index) => index * 1.5));
  giveMemoryBackWhenIdle(50);
  globalThis.held = undefined;
  const after = megabytes();
  const end = Date.now() + 1500;
  while (Date.now() < end) ${idle ? 'await sleep(100)' : '{ const busy = Date.now() + 20; while (Date.now() < busy); await sleep(1); }'};
  process.stdout.write(JSON.stringify({ after, later: megabytes() }));
`;

async function run(idle: boolean): Promise<{ after: number; later: number }> {
  const args = ['--input-type=module', '--eval', burst(idle)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as { after: number; later: number };
}

describe('memory that a burst took', () => {
  it('is given back once there is nothing to do', async () => {
    const { after, later } = await run(true);
    expect(after - later).toBeGreaterThan(100);
  });

  it('is left alone while there is work', async () => {
    const { after, later } = await run(false);
    expect(after - later).toBeLessThan(50);
  });
});
