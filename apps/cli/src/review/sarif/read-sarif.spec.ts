import { parseDiff } from '@arbiter/diff';
import type { Finding } from '@arbiter/reviewing';
import { describe, expect, it } from '@jest/globals';
import { readSarif } from './read-sarif.ts';

const FILES = parseDiff(`diff --git a/src/a b.ts b/src/a b.ts
index 1111111..2222222 100644
--- a/src/a b.ts\t
+++ b/src/a b.ts\t
@@ -1,2 +1,4 @@
 first
+let x = 1 == y;
+two;
 last
`);

const PATH = 'src/a b.ts';

const read = (result: object, run: object = {}): Finding | undefined =>
  readSarif(JSON.stringify({ runs: [{ ...run, results: [result] }] }), FILES)?.findings[0];

const location = (artifactLocation: object, region: object = { startLine: 2 }): object => ({
  locations: [{ physicalLocation: { artifactLocation, region } }],
});

describe('a result of another tool', () => {
  it('has its file however the tool writes it', () => {
    for (const uri of [
      'src/a b.ts',
      'src/a%20b.ts',
      './src/a%20b.ts',
      'src\\a b.ts',
      'file:///home/ci/work/src/a%20b.ts',
      'C:\\work\\src\\a b.ts',
      '/builds/x/src/a b.ts',
      'file:/builds/x/src/a%20b.ts',
      'file:///C%3A/work/src/a%20b.ts',
      'lib/../src/./a%20b.ts',
    ]) {
      expect(read(location({ uri }))?.path).toBe(PATH);
    }
    const bases = { ROOT: { uri: 'file:///work/' }, SRC: { uri: 'src/', uriBaseId: 'ROOT' } };
    expect(read(location({ uri: 'a%20b.ts', uriBaseId: 'SRC' }), { originalUriBaseIds: bases })?.path).toBe(PATH);
    expect(read(location({ uri: 'src/a%20b.ts', uriBaseId: 'ROOT' }), { originalUriBaseIds: bases })?.path).toBe(PATH);
    expect(read(location({ index: 0 }), { artifacts: [{ location: { uri: 'src/a%20b.ts' } }] })?.path).toBe(PATH);
    expect(read(location({ uri: 'other%.ts' }))?.path).toBe('other%.ts');
    const below = { HERE: { uri: 'file:///work/src' } };
    expect(read(location({ uri: 'a%20b.ts', uriBaseId: 'HERE' }), { originalUriBaseIds: below })?.path).toBe(PATH);
  });

  it('has its file whether letters and their marks are one character or two', () => {
    const files = FILES.map((file) => ({ ...file, path: 'ünï/ö.py' }));
    const text = JSON.stringify({ runs: [{ results: [location({ uri: 'ünï/ö.py'.normalize('NFD') })] }] });
    expect(readSarif(text, files)?.findings[0]?.path).toBe('ünï/ö.py');
  });

  it('stands at its first place that is in a file', () => {
    const named = { logicalLocations: [{ name: 'f' }] };
    const inFile = { physicalLocation: { artifactLocation: { uri: PATH }, region: { startLine: 3 } } };
    expect(read({ locations: [named, inFile] })).toMatchObject({ path: PATH, startLine: 3 });
  });

  it('has the lines of its region, an end in the first column left out', () => {
    const lines = (region: object): unknown => {
      const { startLine, endLine } = read(location({ uri: PATH }, region)) ?? {};
      return [startLine, endLine];
    };
    expect(lines({ startLine: 2 })).toEqual([2, 2]);
    expect(lines({ startLine: 2, endLine: 3 })).toEqual([2, 3]);
    expect(lines({ startLine: 2, endLine: 3, endColumn: 1 })).toEqual([2, 2]);
    expect(lines({ startLine: 3, endLine: 2 })).toEqual([3, 3]);
    expect(lines({ charOffset: 5 })).toEqual([undefined, undefined]);
    expect(lines({ startLine: 'two' })).toEqual([undefined, undefined]);
  });

  it('has the words and the weight of its rule where it has none itself', () => {
    const rules = [
      {
        id: 'R1',
        messageStrings: { m: { text: 'No {0} in {1}.' } },
        defaultConfiguration: { level: 'error' },
        properties: { tags: ['security'], precision: 'high' },
      },
      { id: 'R2', shortDescription: { text: 'Bad.' }, properties: { 'security-severity': '9.8' } },
    ];
    const run = { tool: { driver: { name: 't', rules } } };
    expect(read({ ruleId: 'R1', message: { id: 'm', arguments: ['x', 'y'] } }, run)).toMatchObject({
      message: 'No x in y.',
      severity: 'major',
      category: 'security',
      confidence: 0.9,
    });
    expect(read({ ruleIndex: 1 }, run)).toMatchObject({ ruleId: 'R2', message: 'Bad.', severity: 'critical' });
    expect(read({ level: 'note', message: { text: 'x' } })).toMatchObject({ ruleId: 'unnamed', severity: 'info' });
  });

  it('has a suggestion where its fix is one for its own lines', () => {
    const fixed = (...replacements: readonly object[]): string | undefined =>
      read({
        ...location({ uri: PATH }, { startLine: 2, endLine: 3 }),
        fixes: [{ artifactChanges: [{ artifactLocation: { uri: PATH }, replacements }] }],
      })?.suggestion;
    const replace = (region: object, text?: string): object => ({
      deletedRegion: region,
      ...(text !== undefined && { insertedContent: { text } }),
    });
    expect(fixed(replace({ startLine: 2, startColumn: 1, endColumn: 4 }, 'const'))).toBe('const x = 1 == y;\ntwo;\n');
    expect(
      fixed(replace({ startLine: 2, startColumn: 11, endColumn: 13 }, '==='), replace({ startLine: 3 }, 'three;')),
    ).toBe('let x = 1 === y;\nthree;\n');
    expect(fixed(replace({ startLine: 2, endLine: 3, endColumn: 1 }))).toBe('two;\n');
    expect(fixed(replace({ startLine: 2, endLine: 4, endColumn: 1 }))).toBe('');
    expect(fixed(replace({ startLine: 2, endLine: 3 }, 'one;'))).toBe('one;\n');
    expect(fixed(replace({ startLine: 1, endColumn: 3 }, 'x'))).toBeUndefined();
    expect(fixed(replace({ startLine: 2 }, 'x'), replace({ startLine: 2 }, 'y'))).toBeUndefined();
    expect(fixed()).toBeUndefined();
  });

  it('has none where a line holds a character of two units, whose columns tools count differently; its lines stay', () => {
    const diff = `diff --git a/e.ts b/e.ts\n@@ -0,0 +1,2 @@\n+let a = '\u{1F600}'; let b = 1;\n+let c = 'é';\n`;
    const found = (line: number): Finding | undefined => {
      const region = { startLine: line, startColumn: 1, endColumn: 4 };
      const replacements = [{ deletedRegion: region, insertedContent: { text: 'const' } }];
      const fixes = [{ artifactChanges: [{ artifactLocation: { uri: 'e.ts' }, replacements }] }];
      const text = JSON.stringify({ runs: [{ results: [{ ...location({ uri: 'e.ts' }, region), fixes }] }] });
      return readSarif(text, parseDiff(diff))?.findings[0];
    };
    expect(found(1)).toMatchObject({ path: 'e.ts', startLine: 1, endLine: 1 });
    expect(found(1)?.suggestion).toBeUndefined();
    expect(found(2)?.suggestion).toBe("const c = 'é';\n");
  });
});

describe('a report', () => {
  it('is none without runs', () => {
    for (const text of ['', '{}', '[]', 'null', '{"runs":{}}', 'x']) expect(readSarif(text, FILES)).toBeUndefined();
    expect(readSarif('\uFEFF{"runs":[]}', FILES)).toEqual({ findings: [], leftOut: 0 });
    expect(readSarif('{"runs":[null,{"results":[null,7]}]}', FILES)?.findings).toHaveLength(2);
  });
});
