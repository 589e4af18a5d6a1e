import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadMessage, LoadPlan, LoadResult } from './load-plan.ts';

/** Lets a process of its own send the load; answers once all is answered. Throws where anything was refused. */
export async function sendLoad(plan: LoadPlan, onStart?: () => void): Promise<LoadResult> {
  const sender = fork(join(import.meta.dirname, 'sender.ts'), { execArgv: ['--conditions=@arbiter/source'] });
  try {
    const result = await new Promise<LoadResult>((resolve, reject) => {
      sender.on('message', (message: LoadMessage) => {
        if ('ready' in message) {
          onStart?.();
          sender.send('go');
        } else if ('error' in message) reject(new Error(`The sender of the load failed: ${message.error}`));
        else resolve(message.result);
      });
      sender.once('exit', () => {
        reject(new Error('The sender of the load ended before it was done.'));
      });
      sender.send(plan);
    });
    if (result.refused > 0)
      throw new Error(`${String(result.refused)} of ${String(result.sent)} deliveries were refused.`);
    return result;
  } finally {
    sender.kill();
  }
}
