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

const workAndPause = (work: number, pause: number): string =>
  `{ const busy = performance.now() + ${String(work)}; while (performance.now() < busy); await sleep(${String(pause)}); }`;
const NOTHING = workAndPause(0, 100);
/** Of one look in ten it takes a ninth. */
const TRIFLES = workAndPause(5.5, 500);
const WORK = workAndPause(20, 1);

/** Takes 200 MB in a burst, lets go of them, works on past the start if asked, and waits for them to be given back. */
const burst = (taken: string, meanwhile: string, seconds: number, working: number) => `
  import { giveMemoryBackWhenIdle } from ${JSON.stringify(import.meta.resolve('./idle-memory.ts'))};
  import { setTimeout as sleep } from 'node:timers/promises';
  const megabytes = () => process.memoryUsage.rss() / 2 ** 20;
  ${taken}
  giveMemoryBackWhenIdle(50);
  const after = megabytes();
  for (const end = Date.now() + ${String(working * 1000)}; Date.now() < end; ) ${WORK}
  const end = Date.now() + ${String(seconds * 1000)};
  while (Date.now() < end && megabytes() > after - 100) ${meanwhile}
  process.stdout.write(String(after - megabytes()));
`;

/** How many megabytes were given back. V8 by itself collects after some fifteen seconds, which is not meant here. */
async function givenBack(taken: string, meanwhile: string, seconds = 1.5, working = 0): Promise<number> {
  const args = ['--input-type=module', '--eval', burst(taken, meanwhile, seconds, working)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
}

describe('memory that a burst took', () => {
  it('is given back once there is nothing to do', async () => {
    expect(await givenBack(OBJECTS, NOTHING)).toBeGreaterThan(100);
  });

  it('is given back where it lies in pieces between what lives on', async () => {
    expect(await givenBack(BUFFERS, NOTHING)).toBeGreaterThan(100);
  });

  it('is given back although something small recurs', async () => {
    expect(await givenBack(OBJECTS, TRIFLES, 10, 0.5)).toBeGreaterThan(100);
  });

  it('is left alone while there is work', async () => {
    expect(await givenBack(OBJECTS, WORK)).toBeLessThan(50);
  });
});
