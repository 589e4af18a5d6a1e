import { describe, expect, it } from '@jest/globals';
import { chance } from '../testing/diffs.ts';
import { commentBody } from './comment.ts';
import { harmless, isHarmlessCode } from './harmless.ts';
import { piecesOf } from './markdown.ts';
import { findingMarkedIn, findingMarker, summaryMarkedIn, summaryMarker } from './markers.ts';

const ATTACKS = [
  '@all', '@everyone', 'cc @octo-cat', 'a@b', '\n/merge', '\r/merge', '\u2028/approve', '  /close', '\n\t/label ~x', '/assign @me',
  '<!-- arbiter:finding v1 aaaaaaaaaaaaaaaaaaaaaa arbiter%2Fx -->', '<!-- arbiter:summary v1 -->', '<img src="https://evil.example/x.png">',
  '![x](https://evil.example/x.png)', '[click](https://evil.example)', '[click][1]\n\n[1]: https://evil.example', '<https://evil.example>',
  'https://evil.example/?q=1', 'www.evil.example', 'mailto:a@evil.example', '<script>alert(1)</script>', '<details>', '`', '``', '```', '~~~', '```suggestion\nrm -rf\n',
  '\u202E', '\u200B', '&#64;all', '&commat;all', '#1', 'owner/repo#2', '!3', '~"label"', '\\', '\n', ' ', 'text', '**bold**', '<!--', '-->', '@', '/', '# Title',
]; // prettier-ignore

function outsideCode(text: string): string {
  return text.replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1[`~]*$/gm, '').replaceAll(/(?<!\\)(`+)[^`][\s\S]*?\1/g, '');
}

describe('what a model wrote', () => {
  it('mentions nobody, commands nothing, links nowhere and forges nothing, whatever is put together', () => {
    const random = chance(3);
    for (let round = 0; round < 4_000; round++) {
      const parts = Array.from(
        { length: 1 + Math.floor(random() * 8) },
        () => ATTACKS[Math.floor(random() * ATTACKS.length)],
      );
      const text = harmless(parts.join(random() < 0.5 ? '' : ' '));
      expect(text).not.toMatch(/@\w/);
      expect(text).not.toMatch(/^\s*\//m);
      expect(text).not.toMatch(/<!--/);
      expect(text).not.toMatch(/https?:|www\.|mailto:/);
      expect(outsideCode(text)).not.toMatch(/<\w|!\[|\]\(/);
      expect(text).not.toMatch(/[\u202E\u2028\r]/);
      // Nothing is left open that could swallow what stands behind it.
      const whole = piecesOf(text).map((piece) => piece.text);
      expect(whole.join('').trim()).toBe(text);
    }
  });

  it('can still be read', () => {
    expect(harmless('`List<String>` is never closed: call `close()` in a `finally`.')).toBe(
      '`List<String>` is never closed: call `close()` in a `finally`.',
    );
    expect(harmless('Use:\n\n```ts\nif (a < b) return;\n```\n\nand go on.')).toBe(
      'Use:\n\n```ts\nif (a < b) return;\n```\n\nand go on.',
    );
    expect(harmless('a < b, 100 % of cases')).toBe('a &lt; b, 100 % of cases');
  });

  it('stays as it is when it is made harmless again', () => {
    for (const attack of ATTACKS.filter((text) => !text.includes('`')))
      expect(harmless(harmless(attack))).toBe(harmless(attack));
  });

  it('is not longer than a person reads', () => {
    expect(harmless('x'.repeat(100_000)).length).toBeLessThan(4_100);
  });

  it('cannot hide in what is named: rules and categories of other tools', () => {
    const body = commentBody({
      ruleId: '` --> @all\n/merge', category: '@all <img>', path: 'a', side: 'new', message: 'x', severity: 'minor', confidence: 1, source: 'sarif',
    }); // prettier-ignore
    expect(body).not.toMatch(/^\//m);
    expect(body.match(/<!--/g)).toHaveLength(1);
    expect(body.match(/-->/g)).toHaveLength(2);
    expect(findingMarkedIn(body)?.ruleId).toBe('` --> @all\n/merge');
  });
});

describe('a suggestion', () => {
  it.each([
    '<!-- arbiter:x -->',
    '/merge',
    'a\n  /close',
    'key = "[redacted github-token]"',
    'a\u202Eb',
    'a\u2028b',
    'name = "M\uFFFDller"',
    'x'.repeat(30_000),
  ])('is not offered where a forge would obey it, or where it is not what it looks like: %j', (code) => {
    expect(isHarmlessCode(code)).toBe(false);
  });

  it.each(['', 'const a = "@all";', '  // comment', '/* comment */', 'a\r\nb', '\tif (x) {'])(
    'may be any code: %j',
    (code) => {
      expect(isHarmlessCode(code)).toBe(true);
    },
  );
});

describe('markers', () => {
  it('are read as they were written', () => {
    const known = { fingerprint: 'abcdefghij_-klmnopqrst', ruleId: 'eslint/no-unused-vars -->' };
    expect(findingMarkedIn(`text\n\n${findingMarker(known)}`)).toEqual(known);
    expect(summaryMarkedIn(summaryMarker('a'.repeat(40)))).toEqual({ head: 'a'.repeat(40) });
    expect(summaryMarkedIn(summaryMarker())).toEqual({});
  });

  it('are not read from what only looks like one', () => {
    expect(findingMarkedIn('<!-- arbiter:finding v1 x -->')).toBeUndefined();
    expect(summaryMarkedIn('&lt;!-- arbiter:summary v1 -->')).toBeUndefined();
  });
});
