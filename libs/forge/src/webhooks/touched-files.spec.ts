import { MAX_PATHS, TouchedFiles } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { touchedFiles } from './touched-files.ts';

const many = (count: number, length = 12) =>
  Array.from({ length: count }, (_, index) => String(index).padStart(length, 'p'));

describe('the files that a commit touched', () => {
  it('are told once each, whatever was done to them', () => {
    expect(touchedFiles({ added: ['b.ts'], modified: ['a.ts', 'b.ts'], removed: ['c.ts'] })).toEqual({
      paths: ['b.ts', 'a.ts', 'c.ts'],
    });
  });

  it('are unknown where the forge sends no list, and none where the lists are empty', () => {
    expect(touchedFiles({})).toBeUndefined();
    expect(touchedFiles({ added: null, modified: 'a.ts' })).toBeUndefined();
    expect(touchedFiles({ added: [], modified: [] })).toEqual({ paths: [] });
  });

  it('are cut off by number and by size, saying so', () => {
    for (const modified of [many(MAX_PATHS.count + 1), many(20, 200), ['p'.repeat(MAX_PATHS.each + 1)]]) {
      const files = touchedFiles({ modified });
      expect(files).toMatchObject({ cut: true });
      expect(TouchedFiles.parse(files).paths.join('').length).toBeLessThanOrEqual(MAX_PATHS.together);
    }
    expect(touchedFiles({ modified: many(MAX_PATHS.count) })).not.toHaveProperty('cut');
  });

  it('are what a database can store, and nothing that is no path', () => {
    expect(touchedFiles({ added: [7, '', 'a\0b', '\uD800.ts', null] })).toEqual({ paths: ['a\uFFFDb', '\uFFFD.ts'] });
  });
});
