import { parseDiff } from '@arbiter/diff';
import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../review/finding.ts';
import { placeFindings } from './place-findings.ts';
import type { InlinePlacement, Placement } from './placement.ts';

const DIFF = `diff --git a/x.ts b/x.ts
index 1111111..2222222 100644
--- a/x.ts
+++ b/x.ts
@@ -10,7 +10,8 @@ class A
 before
 {
-  return old;
+  const value = read( input );
+  return value;
 }
 after
 {
 }
@@ -40,3 +41,4 @@ class B
 first
+  return value;
+  added
 last
-gone
diff --git a/y.ts b/z.ts
similarity index 100%
rename from y.ts
rename to z.ts
`;
const FILES = parseDiff(DIFF);

const finding = (given: Partial<Finding>): Finding => ({
  ruleId: 'r',
  path: 'x.ts',
  side: 'new',
  message: 'Look.',
  severity: 'minor',
  category: 'correctness',
  confidence: 1,
  source: 'model',
  ...given,
});

const place = (given: Partial<Finding>): Placement => {
  const [placement] = placeFindings([finding(given)], FILES);
  if (placement === undefined) throw new Error('A finding was lost.');
  return placement;
};

const inline = (given: Partial<Finding>): InlinePlacement => {
  const placement = place(given);
  if (placement.to !== 'line') throw new Error(`It is not inline: ${placement.reason}`);
  return placement;
};

const lines = (given: Partial<Finding>): readonly number[] => {
  const { place: found, finding: about } = inline(given);
  return [found.first[about.side], found.last[about.side]];
};

describe('what a model says', () => {
  it('stands where its quotation does, whatever lines it names', () => {
    expect(lines({ quote: '  const value = read( input );' })).toEqual([12, 12]);
    expect(lines({ quote: '  const value = read( input );', startLine: 44, endLine: 44 })).toEqual([12, 12]);
    expect(lines({ quote: '\n  const value = read( input );\r\n  return value;\n}\n' })).toEqual([12, 14]);
  });

  it('forgives blanks, and quotations that begin or end within a line', () => {
    expect(lines({ quote: 'const   value = read( input );\n\treturn value;' })).toEqual([12, 13]);
    expect(lines({ quote: 'read( input );\n  return val' })).toEqual([12, 13]);
    expect(lines({ quote: 'value = read(' })).toEqual([12, 12]);
  });

  it('prefers what was changed, and stands nowhere in the diff where that is not enough', () => {
    expect(place({ quote: '  return value;' })).toMatchObject({ to: 'file', reason: 'quote-ambiguous' });
    expect(place({ quote: '{' })).toMatchObject({ to: 'file', reason: 'quote-ambiguous' });
    expect(place({ quote: 'no such line' })).toMatchObject({ to: 'file', reason: 'quote-not-found' });
    expect(place({ quote: 'const' })).toMatchObject({ to: 'file', reason: 'quote-not-found' });
    expect(place({})).toMatchObject({ to: 'file', reason: 'no-lines' });
  });

  it('about removed code stands on the old side', () => {
    const { place: found } = inline({ side: 'old', quote: '{\n  return old;' });
    expect(found).toMatchObject({ side: 'old', first: { kind: ' ', old: 11 }, last: { kind: '-', old: 12 } });
    expect(place({ side: 'new', quote: '  return old;' })).toMatchObject({ reason: 'quote-not-found' });
  });

  it('about a file that is not in the diff goes to the summary', () => {
    expect(place({ path: 'other.ts', quote: 'x' })).toEqual({
      to: 'summary',
      reason: 'outside-diff',
      finding: finding({ path: 'other.ts', quote: 'x' }),
    });
  });

  it('about a moved file without lines stands on that file', () => {
    expect(place({ path: 'z.ts', quote: 'x' })).toMatchObject({ to: 'file', previousPath: 'y.ts' });
  });
});

describe('what another tool says', () => {
  const said = (given: Partial<Finding>): Partial<Finding> => ({ source: 'sarif', ...given });

  it('stands on its lines, on context as well', () => {
    expect(lines(said({ startLine: 10, endLine: 13 }))).toEqual([10, 13]);
    expect(lines(said({ startLine: 44 }))).toEqual([44, 44]);
  });

  it('is clamped to the lines that the diff shows, in the hunk where something changed', () => {
    expect(inline(said({ startLine: 1, endLine: 12 }))).toMatchObject({ reason: 'clamped' });
    expect(lines(said({ startLine: 1, endLine: 12 }))).toEqual([10, 12]);
    expect(lines(said({ startLine: 16, endLine: 42 }))).toEqual([41, 42]);
    expect(place(said({ startLine: 20, endLine: 30 }))).toMatchObject({ to: 'file', reason: 'outside-hunks' });
  });

  it('stands on its lines if they read as quoted: whole, in part, or amid more', () => {
    for (const quote of ['  return value;', 'return', 'value', '{\n  const value = read( input );\n  return value;']) {
      expect(lines(said({ startLine: 13, quote }))).toEqual([13, 13]);
    }
  });

  it('stands where its quotation does if its lines read otherwise', () => {
    expect(lines(said({ startLine: 10, quote: '  const value = read( input );' }))).toEqual([12, 12]);
    expect(lines(said({ startLine: 99, quote: '  const value = read( input );' }))).toEqual([12, 12]);
    expect(place(said({ startLine: 10, quote: 'nowhere' }))).toMatchObject({ to: 'file', reason: 'quote-not-found' });
    expect(place(said({ startLine: 99, quote: 'value = read(' }))).toMatchObject({ reason: 'outside-hunks' });
  });
});

describe('a suggestion', () => {
  const suggestion = (given: Partial<Finding>): unknown => inline(given).suggestion;

  it('replaces the lines that were found', () => {
    expect(suggestion({ quote: '  const value = read( input );', suggestion: '  const value = 1;\n  x();\n' })).toEqual(
      {
        startLine: 12,
        endLine: 12,
        replaced: ['  const value = read( input );'],
        lines: ['  const value = 1;', '  x();'],
      },
    );
    expect(suggestion({ quote: '  const value = read( input );', suggestion: '' })).toMatchObject({ lines: [] });
  });

  it('is indented as far as the quotation was not', () => {
    expect(suggestion({ quote: 'const value = read( input );', suggestion: 'if (x) {\n\n  y();\n}' })).toMatchObject({
      lines: ['  if (x) {', '', '    y();', '  }'],
    });
  });

  it('ends its lines as those that it replaces, and the last one of a file not at all', () => {
    const replacing = (lines: string, quote: string, suggestion: string) => {
      const diff = `--- a/w\n+++ b/w\n@@ -0,0 +1,2 @@\n${lines}`;
      const [placement] = placeFindings([finding({ path: 'w', quote, suggestion })], parseDiff(diff));
      return placement?.to === 'line' ? placement.suggestion?.lines : undefined;
    };
    const unended = '+a\r\n+b\n\\ No newline at end of file\n';
    expect(replacing(unended, 'a\nb', 'x\ny\nz')).toEqual(['x\r', 'y\r', 'z']);
    expect(replacing(unended, 'a', 'x\ny')).toEqual(['x\r', 'y\r']);
    expect(replacing(unended, 'b', 'x\ny')).toEqual(['x\r', 'y']);
    expect(replacing('+a\n+b\n\\ No newline at end of file\n', 'b', 'x\ny')).toEqual(['x', 'y']);
    expect(replacing(unended, 'b', 'x')).toEqual(['x']);
    expect(replacing('+\uFEFFa\n+b\n', 'a', 'x\ny')).toBeUndefined();
  });

  it('is left out where it is not certain what it replaces, or it replaces nothing', () => {
    expect(suggestion({ quote: 'value = read(', suggestion: 'value = write(' })).toBeUndefined();
    expect(suggestion({ quote: 'const value  = read( input );', suggestion: 'x' })).toBeUndefined();
    expect(suggestion({ quote: '  added', suggestion: '  added' })).toBeUndefined();
    expect(suggestion({ side: 'old', quote: '  return old;', suggestion: 'x' })).toBeUndefined();
    expect(suggestion({ source: 'sarif', startLine: 1, endLine: 12, suggestion: 'x' })).toBeUndefined();
  });

  it('is left out where the file at the head has other lines there, and its finding stays', () => {
    const given = finding({ quote: '  added', suggestion: '  better' });
    const content = Array.from({ length: 44 }, (_, at) => (at === 42 ? '  added' : 'x')).join('\n');
    const suggestions = [content, `\n${content}`, ''].map((text) => {
      const [placement] = placeFindings([given], FILES, new Map([['x.ts', text]]));
      return placement?.to === 'line' && placement.suggestion !== undefined;
    });
    expect(suggestions).toEqual([true, false, false]);
  });
});
