import { type ChangeDiff, type CodeHost, Gone } from '@arbiter/forge';
import type { PushJob } from './push-job.ts';

/**
 * What a push brought: since the branch's former and new tips parted, which covers forced pushes. Of a branch that the push
 * made, or whose former tip the forge has forgotten: since it left the default branch. Of the default branch itself: what its
 * newest commit changes.
 * @throws Gone where the forge does not know the new tip any more
 */
export async function readPush(host: CodeHost, job: PushJob, signal: AbortSignal): Promise<ChangeDiff> {
  const { repository, before, after } = job;
  const since = (base: string) => unlessGone(() => host.diffBetween(repository, base, after, { signal }));
  const diff = before ? await since(before) : undefined;
  if (diff) return diff;
  const own = await unlessGone(() => host.compare(repository, 'HEAD', after, { signal }));
  const branch = own?.relation === 'ahead' || own?.relation === 'diverged' ? await since('HEAD') : undefined;
  return branch ?? host.commitDiff(repository, after, { signal });
}

async function unlessGone<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Gone) return undefined;
    throw error;
  }
}
