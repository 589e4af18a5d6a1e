import { describe, expect, it } from '@jest/globals';
import { latestWords } from './one-voice.ts';

const EARLY = '2026-08-01T10:00:00.000Z';
const LATE = '2026-08-02T10:00:00.000Z';

describe('what somebody wants who spoke under several ids', () => {
  it('is the latest word on each thing, in whichever order they are read', () => {
    const before = { preferences: { optOut: true, zone: 'Europe/Berlin' }, saidAt: { optOut: LATE, zone: EARLY } };
    const after = { preferences: { optOut: false, zone: 'Asia/Tokyo' }, saidAt: { optOut: EARLY, zone: LATE } };
    for (const voices of [
      [before, after],
      [after, before],
    ])
      expect(latestWords(voices)).toEqual({ optOut: true, zone: 'Asia/Tokyo' });
  });

  it('is to be left alone where nobody knows which word was later', () => {
    const yes = { preferences: { optOut: true }, saidAt: {} };
    const no = { preferences: { optOut: false }, saidAt: {} };
    expect([latestWords([yes, no]), latestWords([no, yes])]).toEqual([{ optOut: true }, { optOut: true }]);
  });

  it('is nothing where nothing was said', () => {
    expect(latestWords([])).toEqual({});
  });
});
