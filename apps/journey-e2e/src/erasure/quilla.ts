import { createHmac, randomUUID } from 'node:crypto';
import type { Webhook } from '../harness/examples.ts';

/** Somebody who exists nowhere else: whatever holds one of these words holds something of hers. */
export const QUILLA = {
  name: 'Quilla Marshbourne',
  login: 'quilla-mb77',
  email: 'quilla@marshbourne.example',
  id: 58_323_199,
};
const john = { name: 'John', username: 'john', email: 'john@example.org' };
const quilla = { name: QUILLA.name, username: QUILLA.login, email: QUILLA.email };
const account = { login: QUILLA.login, id: QUILLA.id, type: 'User', html_url: `https://github.com/${QUILLA.login}` };
const johns = { login: 'john', id: 7_700_001, type: 'User' };

/** Words that only she wrote, one for each way that words come in. */
export const HER_WORDS = [
  'zanthoxyl',
  'brindlemoor',
  'quernstone',
  'fipplewick',
  'oxterglen',
  'wimblecrag',
  'dunnockshaw',
];
const [inCommit, inChange, inComment, inText, inMessage, inJohns, inNonsense] = HER_WORDS;

/** Nothing that is stored may match any of these once she is erased. */
export const TRACES = [QUILLA.name, QUILLA.login, QUILLA.email, 'Marshbourne-Elder', String(QUILLA.id), ...HER_WORDS];

const repository = {
  id: 990_011,
  name: 'moor',
  full_name: 'octo/moor',
  owner: { login: 'octo', id: 1 },
  private: false,
};
const change = (user: object, number: number, title: string, body: string, branch = 'topic') => ({
  action: 'opened',
  number,
  pull_request: {
    id: 880_000 + number,
    number,
    state: 'open',
    draft: false,
    merged: false,
    title,
    body,
    user,
    updated_at: '2026-11-18T10:00:00Z',
    created_at: '2026-11-18T10:00:00Z',
    head: { ref: branch, sha: '9'.repeat(40), repo: repository, label: `octo:${branch}` },
    base: { ref: 'main', sha: '8'.repeat(40), repo: repository, label: 'octo:main' },
  },
  repository,
  sender: user,
});

const commit = (digit: string, message: string, author: object) => ({
  id: digit.repeat(40),
  message,
  timestamp: '2026-11-18T10:00:00+01:00',
  author,
  committer: author,
  added: [],
  removed: [],
  modified: [],
});

/** Everything that tells of her: as GitHub sends it, and as clients do. */
export function documents(): readonly (readonly [event: string, document: unknown])[] {
  const push = {
    ref: 'refs/heads/main',
    before: '0'.repeat(40),
    after: 'b'.repeat(40),
    created: false,
    deleted: false,
    forced: false,
    repository,
    pusher: { name: 'john', email: john.email },
    sender: johns,
    commits: [
      commit('a', `Parse dates\n\nI'll add the ${String(inCommit)} tests by Friday.`, quilla),
      commit(
        'b',
        `Speed up\n\nWords of John, about ${String(inJohns).slice(0, 0)}lists.\n${QUILLA.login} asked for it.\n\nCo-authored-by: ${QUILLA.name} <${QUILLA.email}>\nReviewed-by: Q. Marshbourne-Elder <${String(QUILLA.id)}+${QUILLA.login}@users.noreply.github.com>`,
        john,
      ),
    ],
  };
  const comment = {
    action: 'created',
    issue: { id: 1, number: 12, title: 'Slow', body: 'It is slow', user: johns, state: 'open' },
    comment: {
      id: 4_400_012,
      body: `I'll look into ${String(inComment)} tomorrow.`,
      user: account,
      created_at: '2026-11-18T10:00:00Z',
      updated_at: '2026-11-18T10:00:00Z',
    },
    repository,
    sender: account,
  };
  return [
    ['push', push],
    [
      'pull_request',
      change(
        account,
        31,
        `Faster ${String(inChange)}`,
        `I'll write the ${String(inChange)} guide next week.`,
        `${QUILLA.login}-and-more`,
      ),
    ],
    ['pull_request', change(johns, 32, 'Slower', `Asked @${QUILLA.login} for advice.`)],
    ['issue_comment', comment],
  ];
}

/** A push of somebody else, with one commit: once it has arrived, everything that was sent before it has. */
export const marker = (digit: string): unknown => ({
  ref: 'refs/heads/main',
  before: 'b'.repeat(40),
  after: digit.repeat(40),
  created: false,
  deleted: false,
  forced: false,
  repository,
  pusher: { name: 'john', email: john.email },
  sender: johns,
  commits: [commit(digit, 'Speed up more', john)],
});

/** A document of GitHub's, signed. */
export function github(secret: string, event: string, document: unknown, delivery: string = randomUUID()): Webhook {
  const body = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  return {
    name: event,
    path: '/webhooks/github',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': delivery,
      'x-github-hook-id': '1',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
  };
}

/** What clients send with the operator's key, and something that can be understood by nobody. */
export function others(secret: string, apiKey: string): readonly Webhook[] {
  const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
  const client = (path: string, document: object): Webhook => ({
    name: path,
    path,
    headers,
    body: Buffer.from(JSON.stringify(document)),
  });
  return [
    client('/api/v1/ingest/raw', {
      user_id: QUILLA.email,
      raw_text: `I will send the ${String(inText)} figures by Friday.`,
    }),
    client('/api/v1/ingest/git', { author_email: QUILLA.email, message: `I'll mend ${String(inMessage)} by Monday.` }),
    github(secret, 'push', `{"not": "JSON", "by": "${QUILLA.email}", "${String(inNonsense)}": `),
  ];
}
