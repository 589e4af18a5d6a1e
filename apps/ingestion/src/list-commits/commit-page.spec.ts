import { describe, expect, it } from '@jest/globals';
import { fromCursor, toCursor } from './commit-page.ts';

describe('a cursor', () => {
  const position = { ingestedAt: '2026-08-03T10:00:00.123Z', sha: 'a'.repeat(40) };

  it('leads back to where the page ended', () => {
    expect(fromCursor(toCursor(position))).toEqual(position);
  });

  it('that we did not make leads nowhere', () => {
    expect(fromCursor(Buffer.from(`'; drop table commit --`).toString('base64url'))).toBeUndefined();
    expect(fromCursor('%%%')).toBeUndefined();
  });
});
