import { ChangeUpdated, CommentCreated, IngestedCommit } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { readDelivery } from './read-delivery.ts';
import { githubPush } from './samples.ts';
import type { Push } from './types.ts';

interface Examples {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}

const require = createRequire(import.meta.url);
const hosts = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];
const examples = hosts.flatMap((host) =>
  (require(`@octokit/webhooks-examples/${host}/index.json`) as Examples[]).map((entry) => ({ host, ...entry })),
);
const deliveryId = '4fbe6b6c-9c55-8e1a-a0a7-1d7f35f5ae3b';
const read = (event: string, document: unknown) => readDelivery('github', event, document);
const readPush = (changes: Record<string, unknown>) => read('push', { ...githubPush(), ...changes }) as Push;

describe('GitHub deliveries', () => {
  it.each(examples)('reads every example of $name from $host', ({ name, examples: bodies }) => {
    for (const body of bodies) {
      const reading = read(name, body);
      const valid = { ...reading, deliveryId };
      if (reading.kind === 'change') expect(ChangeUpdated.parse(valid)).toBeDefined();
      else if (reading.kind === 'comment') expect(CommentCreated.parse(valid)).toBeDefined();
      else if (reading.kind === 'push') expect(reading.rejected).toEqual([]);
      else expect(reading.kind).toBe('ignored');
    }
  });

  it('makes commits that the event accepts as they are', () => {
    const push = readPush({});
    expect(push.commits.map((commit) => IngestedCommit.parse(commit))).toEqual(push.commits);
    expect(push).toMatchObject({
      forge: 'github',
      repository: { id: '186853002' },
      totalCommits: 1,
      incomplete: false,
    });
  });

  it('sets a nonsense commit aside alone', () => {
    const [good] = githubPush().commits;
    const push = readPush({
      commits: [{ ...good, timestamp: '2026-13-45T00:00:00Z' }, good, null, { ...good, id: 'x' }],
    });
    expect(push.commits).toHaveLength(1);
    expect(push.totalCommits).toBe(4);
    expect(push.rejected).toEqual([
      { index: 0, sha: good.id, reason: 'timestamp: not a date between 1970 and 2100' },
      { index: 2, reason: expect.stringContaining('document') },
      { index: 3, reason: expect.stringContaining('id') },
    ]);
  });

  it.each([
    '0001-01-01T00:00:00Z',
    '9999-01-01T00:00:00Z',
    '2026-01-01T00:00:00+99:99',
    '2026-02-30T00:00:00Z',
    '',
    'now',
    1e9,
  ])('takes %j for no date', (timestamp) => {
    const [good] = githubPush().commits;
    expect(readPush({ commits: [{ ...good, timestamp }] }).rejected).toHaveLength(1);
  });

  it.each([
    ['2026-01-02T03:04:05+0530', '2026-01-02T03:04:05+05:30'],
    ['2026-01-02 03:04:05 UTC', '2026-01-02T03:04:05Z'],
    ['2026-01-02 03:04:05 -0700', '2026-01-02T03:04:05-07:00'],
    ['1969-12-31T19:00:00-05:00', '1969-12-31T19:00:00-05:00'],
    ['2026-01-02T03:04:05+20:00', '2026-01-01T07:04:05.000Z'],
  ])('reads the date %s as %s', (timestamp, expected) => {
    const [good] = githubPush().commits;
    expect(readPush({ commits: [{ ...good, timestamp }] }).commits[0]?.authoredAt).toBe(expected);
  });

  it.each([2 ** 53, -1, 1e400, 1.5, '1', null])('refuses the repository id %p', (id) => {
    expect(readPush({ repository: { id, full_name: 'a/b' } }).kind).toBe('unprocessable');
  });

  it('makes every text storable and cuts what is too long', () => {
    const [good] = githubPush().commits;
    const push = readPush({
      ref: 'refs/heads/a\0b',
      commits: [
        { ...good, message: `nul \0 lone \ud800!`, author: { name: 'N\0', email: 'a@b.c' } },
        { ...good, message: 'x'.repeat(1 << 20) },
      ],
    });
    expect(push.ref).toBe('refs/heads/a\uFFFDb');
    expect(push.commits[0]).toMatchObject({
      message: { text: 'nul \uFFFD lone \uFFFD!' },
      author: { name: 'N\uFFFD' },
    });
    expect(push.commits[1]?.message).toEqual({ text: 'x'.repeat(65_536), truncated: true });
  });

  it('keeps a commit whose author says nothing', () => {
    const [good] = githubPush().commits;
    const push = readPush({ commits: [{ ...good, author: null, committer: { name: 7 } }] });
    expect(push.commits[0]?.author).toEqual({});
    expect(push.commits[0]).not.toHaveProperty('committer');
  });

  it('says that a push of 2,048 commits may have been larger', () => {
    const [good] = githubPush().commits;
    const push = readPush({ commits: Array.from({ length: 2048 }, () => good) });
    expect(push).toMatchObject({ totalCommits: 2048, incomplete: true });
  });

  it('is not polluted by keys that name prototypes', () => {
    const body = JSON.stringify(githubPush()).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    expect(read('push', JSON.parse(body)).kind).toBe('push');
    expect({}).not.toHaveProperty('polluted');
  });

  it.each(['[', '{"a":'])('quarantines a document of 100,000 times %s', (opening) => {
    const depth = 100_000;
    const nested: unknown = JSON.parse(opening.repeat(depth) + '1' + (opening === '[' ? ']' : '}').repeat(depth));
    expect(read('push', nested).kind).toBe('unprocessable');
    expect(readPush({ extra: nested }).kind).toBe('unprocessable');
  });

  it.each([null, true, 1, 'x', [], {}, undefined])('quarantines the document %j', (document) => {
    expect(read('push', document).kind).toBe('unprocessable');
    expect(read('pull_request', document).kind).toBe('unprocessable');
  });

  it.each(['ping', 'installation', 'star', '', '*', '>', '__proto__', 'x'.repeat(5000)])(
    'ignores the event %j',
    (event) => {
      expect(read(event, {}).kind).toBe('ignored');
    },
  );
});
