import type { IngestedCommit } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { pack } from './pack.ts';

const commits = (count: number, text = 'fix'): IngestedCommit[] =>
  Array.from({ length: count }, (_, index) => ({
    sha: index.toString(16).padStart(40, '0'),
    message: { text },
    authoredAt: '2026-08-03T10:00:00+02:00',
    author: { email: 'ada@example.org' },
  }));

const packed = (...pushes: IngestedCommit[][]) =>
  pack(pushes, (push) => push).map((group) => group.map((push) => push.length));

describe('pushes that came together', () => {
  it('travel together, in their order, a hundred commits a message at most', () => {
    expect(packed(commits(40), commits(1), commits(59), commits(1), commits(100), commits(2))).toEqual([
      [40, 1, 59],
      [1],
      [100],
      [2],
    ]);
  });

  it('part where their texts and paths are too much for one message', () => {
    const long = 'x'.repeat(65_536);
    expect(packed(commits(2, long), commits(1, long), commits(1, long), commits(2))).toEqual([
      [2, 1],
      [1, 2],
    ]);
    const files = { paths: ['x'.repeat(100_001)] };
    const [one] = commits(1);
    const touching: IngestedCommit[] = one ? [{ ...one, files }] : [];
    expect(packed(touching, touching)).toEqual([[1], [1]]);
  });

  it('are no message where there are none', () => {
    expect(packed()).toEqual([]);
  });
});
