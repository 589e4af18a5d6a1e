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

const pushOf = (commits: readonly IngestedCommit[], over: Partial<ReceivedPush['push']> = {}): ReceivedPush => ({
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
    ...over,
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

  it('says with its last part how it moved the branch, and from where unless it made the branch', () => {
    const commits = Array.from({ length: 101 }, (_, index) => commitOf(index, 'fix'));
    const at = '2026-08-03T10:00:01Z';
    const moves = (over: Partial<ReceivedPush['push']>) => cutPush(pushOf(commits, over)).map(({ push }) => push.move);
    expect(moves({})).toEqual([undefined, { after: '1'.repeat(40), at }]);
    expect(moves({ created: false })).toEqual([undefined, { after: '1'.repeat(40), at }]);
    expect(moves({ created: false, before: '2'.repeat(40), forced: true })).toEqual([
      undefined,
      { before: '2'.repeat(40), after: '1'.repeat(40), at },
    ]);
    expect(moves({ deleted: true })).toEqual([undefined, undefined]);
    expect(moves({ ref: 'refs/tags/v1' })).toEqual([undefined, undefined]);
  });

  it('without commits has no parts', () => {
    expect(cutPush(pushOf([]))).toEqual([]);
  });
});
