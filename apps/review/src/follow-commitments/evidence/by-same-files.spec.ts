import { describe, expect, it } from '@jest/globals';
import { BOB, promise, work } from '../../testing/promises.ts';
import { fileKeys } from '../files.ts';
import { bySameFiles } from './by-same-files.ts';

const touching = (...paths: string[]) => ({ files: paths.flatMap(fileKeys) });
const made = promise("I'll add leap year tests to date_parser.ts by Friday");

describe('work on the same files', () => {
  it('keeps a promise that names the file, where the words have something in common, and says which', () => {
    expect(bySameFiles(made, work('Leap years in the calendar', touching('src/date_parser.ts')))).toMatchObject({
      kind: 'same-files',
      path: 'date_parser.ts',
    });
    expect(bySameFiles(made, work('Reorder the imports', touching('src/date_parser.ts')))).toBeUndefined();
    expect(bySameFiles(made, work('Leap years in the calendar', touching('src/calendar.ts')))).toBeUndefined();
  });

  it('is told by an identifier, too', () => {
    const named = promise("I'll make `DateParser` understand leap years");
    expect(bySameFiles(named, work('Leap years', touching('src/date-parser.ts')))?.path).toBe('DateParser');
  });

  it('keeps a promise of a commit that touched the file, for more words in common', () => {
    const beside = promise("I'll rewrite the leap year rounding of dates later", { files: ['src/calendar.ts'] });
    expect(bySameFiles(beside, work('Round leap years', touching('src/calendar.ts')))?.path).toBe('src/calendar.ts');
    expect(bySameFiles(beside, work('Name the months', touching('src/calendar.ts')))).toBeUndefined();
  });

  it('is nothing of somebody else, elsewhere, or where more is promised', () => {
    for (const more of [{ personId: BOB.id }, { repository: 'github/2' }, { promising: true }]) {
      expect(bySameFiles(made, work('Leap years', { ...touching('src/date_parser.ts'), ...more }))).toBeUndefined();
    }
  });
});
