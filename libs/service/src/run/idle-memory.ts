import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pagesGiver } from './free-pages.ts';

/** How often is looked whether there is anything to do, milliseconds. */
const LOOK_EVERY = 2_000;
/** The first looks belong to the start, unless there was work after a pause: what only the start needed is given back sooner. */
const LOOKS_OF_START = 6;
const LOOKS_AFTER_START = 2;
/**
 * Looks without anything to do, nearly one after the other, before what a burst took is given back. A collection that gives
 * everything back leaves a process cold: for seconds it collects all the time until its heap has grown again. So a pause
 * between two bursts is none.
 */
const LOOKS = 15;
/** Below this share of its time at work an event loop has nothing to do. */
const IDLE = 0.05;
/** Below this share it does what recurs, each minute for example: that makes a pause longer, and does not end it. */
const TRIFLE = 0.15;
const LOOKS_OF_TRIFLE = 3;
/** What a process gains between two collections without any burst, bytes: no reason to collect. */
const LITTLE = 8 * 2 ** 20;

/** The last resort is the one that leaves no room for growing again. */
type Collect = (options: { type: 'major'; execution: 'async'; flavor: 'last-resort' }) => Promise<void>;

/**
 * Gives memory back after a burst. V8 collects when somebody allocates: a service that has nothing to do any more allocates
 * nothing, and would keep for hours what the burst took.
 *
 * @param every milliseconds from look to look
 */
export function giveMemoryBackWhenIdle(every = LOOK_EVERY): void {
  const collect = collector();
  let givePages: (() => void) | undefined;
  let since = performance.eventLoopUtilization();
  let looks = 0;
  let idle = 0;
  let kept = 0;
  let starting = true;
  const giveBack = async () => {
    await collect({ type: 'major', execution: 'async', flavor: 'last-resort' });
    givePages ??= await pagesGiver();
    givePages();
    kept = process.memoryUsage.rss();
  };
  setInterval(() => {
    const { utilization } = performance.eventLoopUtilization(since);
    since = performance.eventLoopUtilization();
    looks += 1;
    if (looks > LOOKS_OF_START || (utilization >= IDLE && idle > 0)) starting = false;
    if (utilization < IDLE) idle += 1;
    else idle = utilization < TRIFLE ? Math.max(0, idle - LOOKS_OF_TRIFLE) : 0;
    const enough = starting ? LOOKS_AFTER_START : LOOKS;
    if (idle !== enough || process.memoryUsage.rss() < kept + LITTLE) return;
    void giveBack();
  }, every).unref();
}

/** Node shows its collector to those alone who ask for it by a flag, which can be done late, too. */
function collector(): Collect {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collect;
}
