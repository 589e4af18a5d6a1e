import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const wanted = new AsyncLocalStorage<string>();

/**
 * Gives the trace id that `withTraceId` asked for, and random ones otherwise. A commit's trace is found by its SHA that
 * way, and nobody has to store which trace belongs to which commit.
 */
export const commitAwareIds = {
  generateTraceId: (): string => wanted.getStore() ?? randomBytes(16).toString('hex'),
  generateSpanId: (): string => randomBytes(8).toString('hex'),
};

/** Runs `start`, in which a new root span gets this trace id (32 hex digits). */
export function withTraceId<Result>(traceId: string, start: () => Result): Result {
  return wanted.run(traceId, start);
}
