import type { Commit } from './commit.ts';

/** Commits that reached the forge together, oldest first; never empty. */
export type PushedCommits = readonly Commit[];

export interface CutOptions {
  /** Exactly so many commits a push; without it, pushes are cut as the history suggests. */
  readonly size?: number | undefined;
  /** The most commits that the forge puts into one webhook. */
  readonly most: number;
}

/** How a commit came to the main line: made there, by a merge, or brought along by one. */
type Role = 'plain' | 'merge' | 'brought';

/** Whoever commits again within this time has not pushed in between. */
const SITTING_SECONDS = 30 * 60;
/** Characters of messages and paths; far below what a gateway takes in one body, and reached by huge merges only. */
const MOST_TEXT = 4_000_000;

/**
 * Cuts a history into pushes like those that once made it. Git does not record them, but it shows their traces: what a
 * merge brought was pushed with it, and commits that one person made on the main line, one soon after the other, were
 * pushed together. The same history is always cut in the same way.
 *
 * @param commits parents before children, the commits that a merge brought right before it
 * @param mainline the SHAs of the main line in the same order
 */
export async function* cutPushes(
  commits: AsyncIterable<Commit>,
  mainline: AsyncGenerator<string>,
  { size, most }: CutOptions,
): AsyncGenerator<PushedCommits> {
  let push: Commit[] = [];
  let text = 0;
  let lastRole: Role = 'merge';
  try {
    let next = await mainline.next();
    for await (const commit of commits) {
      const role =
        next.done === true || next.value !== commit.sha ? 'brought' : commit.parents.length < 2 ? 'plain' : 'merge';
      if (role !== 'brought') next = await mainline.next();
      const last = push.at(-1);
      const together = size !== undefined || (last !== undefined && pushedTogether(last, lastRole, commit, role));
      if (last !== undefined && (!together || push.length >= Math.min(size ?? most, most) || text >= MOST_TEXT)) {
        yield push;
        push = [];
        text = 0;
      }
      push.push(commit);
      text += lengthOf(commit);
      lastRole = role;
    }
    if (push.length > 0) yield push;
  } finally {
    await mainline.return(undefined);
  }
}

function pushedTogether(last: Commit, lastRole: Role, commit: Commit, role: Role): boolean {
  if (lastRole === 'brought') return role !== 'plain';
  return lastRole === 'plain' && role === 'plain' && isSameSitting(last, commit);
}

function isSameSitting({ committer: last }: Commit, { committer: now }: Commit): boolean {
  return last.email === now.email && Math.abs(now.seconds - last.seconds) <= SITTING_SECONDS;
}

function lengthOf({ message, files }: Commit): number {
  const paths = [...files.added, ...files.removed, ...files.modified];
  return paths.reduce((sum, path) => sum + path.length, message.length);
}
