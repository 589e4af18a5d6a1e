import { createHmac } from 'node:crypto';
import type { Commit, Signature } from '../history/commit.ts';
import { type Push, type WebhookWriter, lastOf, nullSha, uuidOf } from './delivery.ts';
import { githubAccount } from './github-account.ts';
import { githubRepository } from './github-repository.ts';
import { githubLogin, loginOf, numberOf, pusherOf } from './people.ts';

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#push, and "Webhook deliveries" for the headers. */
export const github: WebhookWriter = {
  mostCommits: 2048,
  write(push, secret) {
    const { repository, commits } = push;
    const body = Buffer.from(JSON.stringify(payload(push)));
    const sign = (algorithm: string) => `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;
    return {
      path: '/webhooks/github',
      headers: {
        accept: '*/*',
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/replay',
        'x-github-delivery': uuidOf('github', String(repository.id), body),
        'x-github-event': 'push',
        'x-github-hook-id': String(numberOf(repository.fullName)),
        'x-github-hook-installation-target-id': String(repository.id),
        'x-github-hook-installation-target-type': 'repository',
        'x-hub-signature': sign('sha1'),
        'x-hub-signature-256': sign('sha256'),
      },
      body,
      commits: commits.length,
      lastSha: lastOf(commits).sha,
    };
  },
};

function payload({ repository, commits, before }: Push): unknown {
  const html = `https://github.com/${repository.fullName}`;
  const written = commits.map((commit) => writtenCommit(html, commit));
  const last = lastOf(commits);
  const pusher = pusherOf(last);
  const base = before ?? nullSha(last.sha);
  return {
    ref: `refs/heads/${repository.branch}`,
    before: base,
    after: last.sha,
    repository: githubRepository(repository),
    pusher: { name: loginOf(pusher), email: pusher.email },
    sender: githubAccount(loginOf(pusher)),
    created: before === null,
    deleted: false,
    forced: false,
    base_ref: null,
    compare: `${html}/compare/${base.slice(0, 12)}...${last.sha.slice(0, 12)}`,
    commits: written,
    head_commit: written.at(-1),
  };
}

function writtenCommit(html: string, commit: Commit): unknown {
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.author.date,
    url: `${html}/commit/${commit.sha}`,
    author: person(commit.author),
    committer: person(commit.committer),
    ...commit.files,
  };
}

/** GitHub adds the account where it knows the address. */
function person(signature: Signature): unknown {
  const { name, email } = signature;
  const username = githubLogin(signature);
  return { name, email, ...(username === undefined ? {} : { username }) };
}
