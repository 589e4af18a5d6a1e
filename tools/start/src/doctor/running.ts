import { join } from 'node:path';
import { natsStreams, messageOf } from '@arbiter/backing';
import { DEAD_LETTER_STREAM, JOURNEY, streamOf } from '@arbiter/contracts';
import { readOwner, runningOwner } from '../owner.ts';
import { LOG_FOLDER } from '../places.ts';
import { type State, readState } from '../state.ts';
import { readStatus } from '../status.ts';
import { type Finding, bad, good, notable } from './finding.ts';
import { nothingRuns } from './machine.ts';

const RESTART = 'npm run stop && npm start';

/** What runs: the launcher, each part's health, and whether the broker has what the journey needs. */
export async function examineRunning(): Promise<Finding[]> {
  const owner = await runningOwner();
  if (owner === undefined) {
    const isStale = (await readOwner()) !== undefined;
    return [isStale ? bad('Arbiter', 'its launcher has died', 'npm run stop') : nothingRuns];
  }
  const state = await readState();
  if (state === undefined) return [notable('Arbiter', `is being started (pid ${owner.launcher.pid})`)];
  const { parts } = await readStatus();
  const health = parts.map(({ name, healthy, address }) =>
    healthy
      ? good(name, `healthy, ${address}`)
      : bad(name, `does not answer at ${address}; its log is ${join(LOG_FOLDER, `${name}.log`)}`, RESTART),
  );
  return [good('Arbiter', `runs (pid ${owner.launcher.pid})`), ...health, await examineStreams(state)];
}

/** Each owner of events has a stream, and there is one for dead letters. */
async function examineStreams(state: State): Promise<Finding> {
  if (Object.keys(state.apps).length === 0) return notable('Streams', 'no app runs that needs them');
  const wanted = new Set([...JOURNEY.map(({ event }) => streamOf(event.owner)), DEAD_LETTER_STREAM]);
  try {
    const present = await natsStreams(state.backing['nats']?.url ?? '');
    const missing = [...wanted].filter((name) => !present.includes(name));
    if (missing.length === 0) return good('Streams', [...wanted].join(', '));
    return bad('Streams', `missing: ${missing.join(', ')}`, 'node apps/admin/dist/provision.js');
  } catch (error) {
    return bad('Streams', `the broker does not answer: ${messageOf(error)}`, RESTART);
  }
}
