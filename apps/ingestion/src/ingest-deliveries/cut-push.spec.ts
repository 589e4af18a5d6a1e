import type { IngestedCommit } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { cutPush } from './cut-push.ts';
import type { ReceivedPush } from './received.ts';

const commitOf = (index: number, text: string): IngestedCommit => ({
  sha: index.toString(16).padStart(40, '0'),
  message: { text },
  authoredAt: '2026-08-03T10:00:00+02:00',
  author: { email: 'ada@example.org' },
});

const pushOf = (commits: readonly IngestedCommit[]): ReceivedPush => ({
  deliveryId: '1b4e28ba-2fa1-8d2a-883f-0016d3cca427',
  receivedAt: '2026-08-03T10:00:01Z',
  push: {
    kind: 'push',
    forge: 'github',
    repository: { id: '1', name: 'octo/hello' },
    ref: 'refs/heads/main',
    before: '0'.repeat(40),
    after: '1'.repeat(40),
    created: true,
    deleted: false,
    forced: false,
    totalCommits: commits.length,
    incomplete: false,
    commits,
    rejected: [],
  },
});

describe('a push', () => {
  it('of 2,048 commits travels in parts of at most a hundred, in order and complete', () => {
    const commits = Array.from({ length: 2048 }, (_, index) => commitOf(index, 'fix'));
    const parts = cutPush(pushOf(commits));
    expect(parts.map((part) => part.commits.length)).toEqual([...Array.from({ length: 20 }, () => 100), 48]);
    expect(parts.flatMap((part) => part.commits)).toEqual(commits);
    expect(parts.map(({ push }) => push.part)).toEqual(parts.map((_, index) => index));
  });

  it('with long messages travels in more parts, none of them too large for a message', () => {
    const commits = Array.from({ length: 12 }, (_, index) => commitOf(index, 'x'.repeat(65_536)));
    expect(cutPush(pushOf(commits)).map((part) => part.commits.length)).toEqual([3, 3, 3, 3]);
  });

  it('without commits has no parts', () => {
    expect(cutPush(pushOf([]))).toEqual([]);
  });
});
