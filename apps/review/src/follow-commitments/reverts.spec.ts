import { describe, expect, it } from '@jest/globals';
import { place, shaOf } from '../testing/promises.ts';
import { revertsIn, takesBack } from './reverts.ts';

const sha = shaOf('a1b2c3d');

describe('what a text takes back', () => {
  it.each([
    [`Revert "Parse dates"\n\nThis reverts commit ${sha}.`, ['commit/github/1296269/a1b2c3d']],
    [`Reapply "Parse dates"\n\nThis reverts commit ${sha}.`, ['commit/github/1296269/a1b2c3d']],
    ['# *** SAY WHY ***\n\nThis reverts commit a1b2c3d (Parse dates, 2026-11-16).', ['commit/github/1296269/a1b2c3d']],
    [
      `Revert "Parse dates (#12)" (#13)\n\nThis reverts commit ${sha}.`,
      ['commit/github/1296269/a1b2c3d', 'change/github/1296269/12'],
    ],
    ['Revert "Merge pull request #12 from ada/dates"', ['change/github/1296269/12']],
    ['Revert "Parse dates"\n\nReverts octo/hello#12', ['change/github/1296269/12']],
    ['Revert "Parse dates"\n\nReverts #12', ['change/github/1296269/12']],
    ['Revert "Parse dates"\n\nThis reverts merge request !12', ['change/github/1296269/12']],
    ['Reapply "Parse dates (#12)"', []],
    ['Revert "Parse dates"\n\nReverts other/hello#12', []],
    [`The user reverts commit ${sha} by hand`, []],
  ])('is read from "%s"', (text, reverts) => {
    expect(revertsIn(text, place)).toEqual(reverts);
  });

  it('is told by the subject', () => {
    expect([takesBack('Revert "Parse"'), takesBack('Reapply "Parse"'), takesBack('Revert to sender')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
