import type { BranchMove, IngestedPush } from '@arbiter/contracts';
import type { Push } from '@arbiter/forge/webhooks';
import { pack } from './pack.ts';
import type { ReceivedPush } from './received.ts';

/** Cuts a push into parts that fit a message. The cut depends on the push alone, so that a repetition cuts the same parts. */
export function cutPush({ deliveryId, receivedAt, push }: ReceivedPush): IngestedPush[] {
  const parts = pack(push.commits, (commit) => [commit]);
  const { forge, repository, ref } = push;
  const move = moveOf(push, receivedAt);
  return parts.map((commits, part) => ({
    push: { deliveryId, forge, repository, ref, part, ...(move && part === parts.length - 1 && { move }) },
    commits,
  }));
}

/** How the push moved a branch; undefined for tags and for what was deleted. */
function moveOf({ ref, before, after, created, deleted }: Push, at: string): BranchMove | undefined {
  if (deleted || !ref.startsWith('refs/heads/')) return undefined;
  return { ...(!created && !isNone(before) && { before }), after, at };
}

/** All zeros stand for no commit. */
const isNone = (sha: string): boolean => /^0+$/.test(sha);
