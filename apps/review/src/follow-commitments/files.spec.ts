import { describe, expect, it } from '@jest/globals';
import { fileKeys, nameKeys, namedFiles, tellingPaths } from './files.ts';

describe('the files that a text names', () => {
  it.each([
    ["I'll add tests to src/date_parser.ts.", ['src/date_parser.ts', 'date_parser']],
    ['I will update the README and Makefile.', ['README', 'Makefile']],
    ['We will move `parse()` into DateParser', ['parse', 'DateParser']],
    ['I will do it in version 1.4 e.g. on example.com', []],
  ])('are read from "%s"', (text, names) => {
    expect(namedFiles(text)).toEqual(names);
  });

  it('are found by their whole path, their last name, or that without its ending', () => {
    const keys = fileKeys('src/DateParser.spec.ts');
    for (const name of ['src/DateParser.spec.ts', 'dateparser.spec.ts', 'date_parser', 'DateParser']) {
      expect(nameKeys(name).some((key) => keys.includes(key))).toBe(true);
    }
    expect(nameKeys('date.ts').some((key) => keys.includes(key))).toBe(false);
  });

  it('are not told by names that there are many of', () => {
    expect(nameKeys('index.ts')).toEqual([]);
    expect(nameKeys('src/index.ts')).toHaveLength(1);
  });
});

it('leaves out what every commit touches', () => {
  expect(tellingPaths(['package.json', 'docs/CHANGELOG.md', 'src/a.ts', 'pnpm-lock.yaml'])).toEqual(['src/a.ts']);
});
