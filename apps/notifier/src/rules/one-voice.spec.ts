import { describe, expect, it } from '@jest/globals';
import { latestConsent, latestWords, type Voice } from './one-voice.ts';

const EARLY = '2026-08-01T10:00:00.000Z';
const LATE = '2026-08-02T10:00:00.000Z';

const SILENT = { preferences: {}, saidAt: {}, leadsMayKnow: null, leadsMayKnowAt: null };
const said = (over: Partial<Voice>): Voice => ({ ...SILENT, ...over });

describe('what somebody wants who spoke under several ids', () => {
  it('is the latest word on each thing, in whichever order they are read', () => {
    const before = said({
      preferences: { optOut: true, zone: 'Europe/Berlin' },
      saidAt: { optOut: LATE, zone: EARLY },
    });
    const after = said({ preferences: { optOut: false, zone: 'Asia/Tokyo' }, saidAt: { optOut: EARLY, zone: LATE } });
    for (const voices of [
      [before, after],
      [after, before],
    ])
      expect(latestWords(voices)).toEqual({ optOut: true, zone: 'Asia/Tokyo' });
  });

  it('is to be left alone where nobody knows which word was later', () => {
    const yes = said({ preferences: { optOut: true } });
    const no = said({ preferences: { optOut: false } });
    expect([latestWords([yes, no]), latestWords([no, yes])]).toEqual([{ optOut: true }, { optOut: true }]);
  });

  it('is nothing where nothing was said', () => {
    expect(latestWords([])).toEqual({});
  });

  it('is that leads hear of distress only where the latest word says so', () => {
    const yes = (at: string) => said({ leadsMayKnow: true, leadsMayKnowAt: new Date(at) });
    const no = (at: string) => said({ leadsMayKnow: false, leadsMayKnowAt: new Date(at) });
    expect(latestConsent([])).toBe(false);
    expect(latestConsent([SILENT])).toBe(false);
    expect(latestConsent([SILENT, yes(EARLY)])).toBe(true);
    expect(latestConsent([no(EARLY), yes(LATE)])).toBe(true);
    expect(latestConsent([no(LATE), yes(EARLY)])).toBe(false);
    expect(latestConsent([no(LATE), yes(LATE)])).toBe(false);
  });
});
