import { describe, expect, it } from '@jest/globals';
import { whyNotSay } from './say-now.ts';

const noon = new Date('2026-08-05T12:00:00Z');
const later = new Date(noon.getTime() + (7 * 24 + 1) * 3_600_000);
const recipient = { now: noon, optOut: false, gentleUntil: undefined, said: [], coolingOffHours: 48 };

describe('rule 10: a reminder at the moment of sending', () => {
  it.each([
    ['kept', 'accepted', 'promise-kept'],
    ['withdrawn', 'modified', 'promise-withdrawn'],
    ['open', 'proposed', 'not-approved'],
    ['open', 'rejected', 'not-approved'],
    ['broken', 'accepted', undefined],
  ] as const)('looks again at the moment of sending: promise %s, decision %s', (promise, state, why) => {
    const message = { reason: 'promise-at-risk', tone: 'firm', decidedAt: noon, grave: true, promise, state } as const;
    expect(whyNotSay(message, recipient)).toBe(why);
    expect(whyNotSay({ ...message, promise: 'open', state: 'accepted' }, { ...recipient, optOut: true })).toBe(
      'opted-out',
    );
    expect(whyNotSay({ ...message, promise: 'open', state: 'accepted' }, { ...recipient, now: later })).toBe('stale');
    expect(whyNotSay({ ...message, promise: 'open', state: 'accepted', grave: false }, recipient)).toBe('risk-too-low');
  });
});

describe('rule 10: thanks at the moment of sending', () => {
  it.each([
    ['kept', undefined],
    ['open', 'promise-open'],
    ['broken', 'promise-broken'],
    ['withdrawn', 'promise-withdrawn'],
  ] as const)('are for a promise that is still kept: %s', (promise, why) => {
    const thanks = {
      reason: 'promise-kept',
      tone: 'supportive',
      decidedAt: noon,
      grave: false,
      state: 'accepted',
    } as const;
    expect(whyNotSay({ ...thanks, promise }, recipient)).toBe(why);
  });
});
