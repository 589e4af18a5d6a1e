import { type BranchMove, type CommitsIngested, MAX_COMMITS_PER_MESSAGE } from '@arbiter/contracts';
import type { Push } from '@arbiter/forge/webhooks';
import type { ReceivedPush } from './received.ts';

/** Most text of one part, paths with it, in UTF-16 units: an event stays below the broker's largest message (1 MB) in any script. */
const MAX_PART_TEXT = 200_000;

/**
 * Cuts a push into parts that fit a message: at most a hundred commits, and not too much text. The cut depends on the
 * push alone, so that a repetition cuts the same parts.
 */
export function cutPush({ deliveryId, receivedAt, push }: ReceivedPush): CommitsIngested[] {
  const parts: CommitsIngested['commits'][] = [];
  let text = 0;
  for (const commit of push.commits) {
    const size = commit.message.text.length + (commit.files?.paths ?? []).reduce((sum, path) => sum + path.length, 0);
    const current = parts.at(-1);
    if (current && current.length < MAX_COMMITS_PER_MESSAGE && text + size <= MAX_PART_TEXT) {
      current.push(commit);
      text += size;
    } else {
      parts.push([commit]);
      text = size;
    }
  }
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
