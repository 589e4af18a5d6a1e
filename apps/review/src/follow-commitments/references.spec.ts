import { describe, expect, it } from '@jest/globals';
import { place } from '../testing/promises.ts';
import { referencesIn } from './references.ts';

const hash12 = 'github/octo/hello#12';

describe('references in a text', () => {
  it.each([
    ['Closes #12', [hash12]],
    ['closes: #12', [hash12]],
    ['Fix parser (fixes GL-3)', ['key:GL-3']],
    ['Resolves #12, #13 and #14', [hash12, 'github/octo/hello#13', 'github/octo/hello#14']],
    ['Implements acme/tools#7', ['github/acme/tools#7']],
    ['Fixes https://github.com/acme/tools/issues/7', ['github/acme/tools#7']],
    ['Closes https://gitlab.com/a/b/-/merge_requests/9', ['github/a/b!9']],
    ['Follow-up to #12: tests', [hash12]],
    ['As promised in 4b825dc, the tests', ['github/octo/hello@4b825dc']],
    ['Fixes: 4b825dc642cb ("Parse dates")', ['github/octo/hello@4b825dc']],
  ])('%j says that it settles %j', (text, closes) => {
    expect(referencesIn(text, place).closes).toEqual(closes);
  });

  it.each([
    ['See #12', [hash12]],
    ['This does not fix #12', [hash12]],
    ["Doesn't close #12 yet", [hash12]],
    ['GL-3: export to CSV', ['key:GL-3']],
    ['Builds on 4b825dc642cb6eb9', ['github/octo/hello@4b825dc']],
    ['Encode as UTF-8 and hash with SHA-256', []],
    ['deadbeef and 1234567 are words, &#12; is none', []],
    ['Revert "x"\n\nThis reverts commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904.', []],
    ['Fix\n\n(cherry picked from commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904)', []],
  ])('%j only names %j', (text, mentions) => {
    expect(referencesIn(text, place)).toEqual({ closes: [], mentions });
  });

  it('of a message are only those that need no repository', () => {
    expect(referencesIn('Fixes #12 and GL-3', undefined)).toEqual({ closes: ['key:GL-3'], mentions: [] });
  });

  it('are found in a time that grows with the text alone', () => {
    const started = performance.now();
    for (const text of [
      'fixes '.repeat(20_000),
      '#'.repeat(65_536),
      'a/'.repeat(32_000),
      `closes ${'#1, '.repeat(16_000)}`,
    ]) {
      referencesIn(text.slice(0, 65_536), place);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
