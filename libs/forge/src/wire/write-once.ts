import { setTimeout as delay } from 'node:timers/promises';
import type { Forge } from '@arbiter/contracts';
import type { WriteOptions } from '../api/code-host.ts';
import { ForgeDown } from '../api/forge.errors.ts';
import { Unanswered } from './unanswered.ts';

/** How long a forge may need to finish what it was asked before the line went dead, milliseconds; each time twice as long. */
const SETTLING = 500;

/** A write that must not be doubled. */
export interface Write<Result> {
  readonly forge: Forge;
  readonly retries: number;
  /** Does it. */
  readonly write: () => Promise<Result>;
  /** Looks whether it was done. */
  readonly find: () => Promise<Result | undefined>;
}

/**
 * Writes, and where nobody answered, looks whether it was done before it writes again.
 * @throws ForgeDown when the forge does not answer often enough, and whatever `write` and `find` throw
 */
export async function writeOnce<Result>(
  { forge, retries, write, find }: Write<Result>,
  { mayExist = false, signal }: WriteOptions = {},
): Promise<Result> {
  const before = mayExist ? await find() : undefined;
  if (before !== undefined) return before;
  for (let attempt = 0; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      await delay(SETTLING * 2 ** attempt, undefined, signal && { signal });
      const done = await find();
      if (done !== undefined) return done;
      if (attempt >= retries) throw new ForgeDown(forge, error.cause);
    }
  }
}
