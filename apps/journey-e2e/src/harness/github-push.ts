import { createHmac, hash, randomUUID } from 'node:crypto';
import type { Webhook } from './examples.ts';

/** A commit as somebody wrote it. */
export interface PushedCommit {
  readonly message: string;
  /** With the author's own offset. */
  readonly timestamp: string;
  readonly author: { readonly name: string; readonly email: string };
}

const REPOSITORY = { id: 1_296_269, name: 'hello', full_name: 'octo/hello', default_branch: 'main' };

/** GitHub's webhook for a push of these commits to the main branch, oldest first, signed. */
export function githubPush(secret: string, ...commits: readonly PushedCommit[]): Webhook {
  const pushed = commits.map((commit) => ({
    id: hash('sha1', JSON.stringify(commit), 'hex'),
    distinct: true,
    committer: commit.author,
    added: [],
    removed: [],
    modified: ['lock.c'],
    ...commit,
  }));
  const head = pushed.at(-1);
  const body = Buffer.from(
    JSON.stringify({
      ...{ ref: 'refs/heads/main', before: '1'.repeat(40), after: head?.id },
      ...{ created: false, deleted: false, forced: false },
      ...{ repository: REPOSITORY, pusher: head?.author, commits: pushed, head_commit: head },
    }),
  );
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': randomUUID(),
    'x-github-hook-id': '1',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
  return { name: 'a push', path: '/webhooks/github', headers, body };
}
