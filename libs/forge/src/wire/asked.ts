import type { Forge } from '@arbiter/contracts';
import { DependencyDown, Postponed } from '@arbiter/service';
import { Forbidden, Gone, Invalid, Unreadable } from '../api/forge.errors.ts';
import { Unanswered } from './unanswered.ts';

const OURS = [Gone, Forbidden, Invalid, Unreadable, Postponed, DependencyDown, Unanswered] as const;

/**
 * Runs what asks through an SDK, and throws the wire's own errors instead of the SDK's wrappings, which hold requests and
 * answers. What fails while an answer is taken apart is Unreadable.
 */
export async function asked<Result>(
  forge: Forge,
  signal: AbortSignal | undefined,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    throw ourOwn(error) ?? unauthorized(forge, error) ?? new Unreadable(forge, 'it is of another shape');
  }
}

function ourOwn(error: unknown): Error | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const known = cause;
    if (OURS.some((kind) => known instanceof kind)) return known;
  }
  return undefined;
}

/** A 401 comes back through the SDK, which may have a token to renew. */
function unauthorized(forge: Forge, error: unknown): Error | undefined {
  const refused = error instanceof Error && 'status' in error && error.status === 401;
  return refused ? new Forbidden(forge, 'the credentials are wrong, or have ended') : undefined;
}
