import type { Comment, CommentAddress, ForgeUser, Thread } from '@arbiter/forge';
import { findingMarkedIn } from '@arbiter/reviewing';
import { type Ground, readGround } from '../review-change/read-change.ts';
import type { CodeHost } from '@arbiter/forge';
import type { CommentJob } from './comment-job.ts';

/** A comment with everything around it. */
export interface Conversation extends Ground {
  readonly job: CommentJob;
  readonly host: CodeHost;
  readonly signal: AbortSignal;
  readonly self: ForgeUser;
  readonly comment: Comment & { readonly author: ForgeUser };
  readonly address: CommentAddress;
  /** The thread that it stands in. */
  readonly thread?: Thread;
  /** The finding of ours that the thread began with. */
  readonly finding?: { readonly fingerprint: string; readonly ruleId: string };
}

/** Reads a comment as it stands; undefined where it is gone, or was written by us or another program. */
export async function readConversation(
  host: CodeHost,
  job: CommentJob,
  signal: AbortSignal,
): Promise<Conversation | undefined> {
  const [ground, self, found] = await Promise.all([
    readGround(host, job, signal),
    host.self(),
    findComment(host, job, signal),
  ]);
  const author = found?.comment.author;
  if (!found || !author || author.bot || author.id === self.id) return undefined;
  const { comment, thread } = found;
  const [first] = thread?.comments ?? [];
  const finding = first?.author?.id === self.id ? findingMarkedIn(first.body) : undefined;
  return {
    ...ground,
    job,
    host,
    signal,
    self,
    comment: { ...comment, author },
    address: { kind: thread ? 'thread' : 'change', id: comment.id },
    ...(thread && { thread }),
    ...(finding && { finding }),
  };
}

async function findComment(
  host: CodeHost,
  job: CommentJob,
  signal: AbortSignal,
): Promise<{ comment: Comment; thread?: Thread } | undefined> {
  const [kind, id = ''] = job.commentId.split(':');
  if (kind !== 'issue-comment') {
    const threads = await host.threads(job, { signal });
    const thread = threads.find(({ comments }) => comments.some((each) => each.id === id));
    const comment = thread?.comments.find((each) => each.id === id);
    if (thread && comment) return { comment, thread };
  }
  if (kind === 'review-comment') return undefined;
  const comment = (await host.comments(job, { signal })).find((each) => each.id === id);
  return comment && { comment };
}
