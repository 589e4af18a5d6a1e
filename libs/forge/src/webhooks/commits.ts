import { Sha, type IngestedCommit } from '@arbiter/contracts';
import { z } from 'zod';
import { actorOf } from './actor.ts';
import { reasonOf } from './reject.ts';
import { Anything, lenient, Moment, ShaText, textOf } from './scalars.ts';
import { touchedFiles } from './touched-files.ts';
import type { RejectedCommit } from './types.ts';

/** GitLab sends no `username`. */
const Person = lenient(z.object({ name: Anything, email: Anything, username: Anything })).transform((person) =>
  actorOf({ name: person?.name, email: person?.email, login: person?.username }),
);

/** A commit in a push payload; both forges write it alike. */
const PushedCommit = z
  .object({
    id: ShaText,
    message: z.string().transform(textOf),
    timestamp: Moment,
    author: Person,
    committer: Person.optional(),
    added: Anything,
    modified: Anything,
    removed: Anything,
  })
  .transform(({ id, message, timestamp, author, committer, ...lists }): IngestedCommit => {
    const files = touchedFiles(lists);
    const commit = { sha: id, message, authoredAt: timestamp, author, ...(files && { files }) };
    return committer === undefined || Object.keys(committer).length === 0 ? commit : { ...commit, committer };
  });

/** Reads each commit by itself: one that is nonsense is set aside alone. */
export function readCommits(raw: readonly unknown[]): { commits: IngestedCommit[]; rejected: RejectedCommit[] } {
  const commits: IngestedCommit[] = [];
  const rejected: RejectedCommit[] = [];
  for (const [index, item] of raw.entries()) {
    const read = PushedCommit.safeParse(item);
    if (read.success) commits.push(read.data);
    else rejected.push({ index, ...shaOf(item), reason: reasonOf(read.error) });
  }
  return { commits, rejected };
}

function shaOf(item: unknown): { sha?: string } {
  const sha = Sha.safeParse((item as { id?: unknown } | null)?.id);
  return sha.success ? { sha: sha.data } : {};
}

/** All zeros: how a forge says that there is no commit on this side of a push. */
export const isNullSha = (sha: string): boolean => /^0+$/.test(sha);
