import { describe, expect, it } from '@jest/globals';
import { DOCUMENTS } from './documents.ts';
import { outOfDate } from './generated-document.ts';

describe('the generated documents', () => {
  it('say what the code says; if not, run npm run generate and commit what it writes', async () => {
    await expect(outOfDate(DOCUMENTS)).resolves.toEqual([]);
  });
});
