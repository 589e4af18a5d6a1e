import { writeSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Consumes } from '../consume/consumes.ts';
import { IMPATIENT } from './broker-fixture.ts';
import { type Push, PushMade, PushSeen } from './push.ts';
import { startService } from './start.ts';

/*
 * A process of its own for the tests of crashes: it ends itself, as a fault in native code would, whenever a push named
 * `culprit…` is in hand. It says on its standard output which pushes it touched and which it finished.
 */

const OUTPUT = 1;

/** Says it at once: what is buffered would be lost in the crash. */
const say = (word: string, pushes: readonly Push[]) => {
  for (const { id } of pushes) writeSync(OUTPUT, `${word} ${id}\n`);
};

@Injectable()
class Crashing {
  @Consumes(PushMade)
  made(pushes: readonly Push[]): Promise<void> {
    say('touched', pushes);
    if (pushes.some(({ id }) => id.startsWith('culprit'))) process.kill(process.pid, 'SIGKILL');
    say('finished', pushes);
    return Promise.resolve();
  }

  /** Innocent work of another durable in the same process: it is often in hand when the process ends. */
  @Consumes(PushSeen)
  async seen(pushes: readonly Push[]): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    say('finished', pushes);
  }
}

const [, , url = ''] = process.argv;
await startService('identity', { url, providers: [Crashing], options: { patience: IMPATIENT } });
