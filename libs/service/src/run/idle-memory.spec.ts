import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const OBJECTS = `
  globalThis.held = Array.from({ length: 200 }, () => new Array(131072).fill(1.5));
  globalThis.held = undefined;`;

/** A thousandth lives on, all over: the C library's heap has no free end that it would give back by itself. */
const BUFFERS = `
  globalThis.held = Array.from({ length: 40_000 }, (_, index) => Buffer.allocUnsafeSlow(5_000).fill(index));
  globalThis.held = globalThis.held.filter((_, index) => index % 1000 === 999);`;

const PAUSES = 'await sleep(100)';
const WORK = '{ const busy = Date.now() + 20; while (Date.now() < busy); await sleep(1); }';

/** Takes 200 MB in a burst, lets go of them, and tells what it has then, and what it has a while later. */
const burst = (taken: string, meanwhile: string) => `
  import { giveMemoryBackWhenIdle } from ${JSON.stringify(import.meta.resolve('./idle-memory.ts'))};
  import { setTimeout as sleep } from 'node:timers/promises';
  const megabytes = () => process.memoryUsage.rss() / 2 ** 20;
  ${taken}
  giveMemoryBackWhenIdle(50);
  const after = megabytes();
  const end = Date.now() + 1500;
  while (Date.now() < end) ${meanwhile}
  process.stdout.write(JSON.stringify({ after, later: megabytes() }));
`;

/** How many megabytes were given back. */
async function givenBack(taken: string, meanwhile: string): Promise<number> {
  const args = ['--input-type=module', '--eval', burst(taken, meanwhile)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { after, later } = JSON.parse(stdout) as { after: number; later: number };
  return after - later;
}

describe('memory that a burst took', () => {
  it('is given back once there is nothing to do', async () => {
    expect(await givenBack(OBJECTS, PAUSES)).toBeGreaterThan(100);
  });

  it('is given back where it lies in pieces between what lives on', async () => {
    expect(await givenBack(BUFFERS, PAUSES)).toBeGreaterThan(100);
  });

  it('is left alone while there is work', async () => {
    expect(await givenBack(OBJECTS, WORK)).toBeLessThan(50);
  });
});
