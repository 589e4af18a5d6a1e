import { describe, expect, it } from '@jest/globals';
import { type Attempt, askedOf, judgeAttempt, mayDecide } from './approval.ts';

const noon = new Date('2026-08-05T12:00:00Z');
const hoursLater = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);

describe('rule 11: who decides', () => {
  const attempt: Attempt = {
    state: 'proposed',
    expiresAt: hoursLater(1),
    now: noon,
    subject: 'ada',
    by: 'lea',
    leads: new Set(['lea', 'dan']),
  };

  it.each([
    [{}, 'decided'],
    [{ state: 'ambiguous' }, 'decided'],
    [{ by: 'eve' }, 'not-a-lead'],
    [{ by: 'ada', leads: new Set(['ada']) }, 'is-the-subject'],
    [{ now: hoursLater(1) }, 'expired'],
    [{ state: 'expired' }, 'expired'],
    [{ state: 'accepted' }, 'decided-before'],
    [{ state: 'rejected', by: 'dan' }, 'decided-before'],
    [{ state: 'accepted', by: 'eve' }, 'not-a-lead'],
    [{ state: 'blocked' }, 'not-open'],
    [{ state: 'cancelled' }, 'not-open'],
  ] as const)('judges %j: %s', (over, outcome) => {
    expect(judgeAttempt({ ...attempt, ...over })).toBe(outcome);
  });

  it('asks the nearest leads, and never the subject', () => {
    const leads = [
      { scope: 'organization', personId: 'boss' },
      { scope: 'team', personId: 'ada' },
      { scope: 'department', personId: 'dan' },
    ] as const;
    expect(askedOf(leads, 'ada')).toEqual(['dan']);
    expect(askedOf(leads, 'bob')).toEqual(['ada']);
    expect(askedOf([], 'bob')).toEqual([]);
    expect(mayDecide(leads, 'ada')).toEqual(new Set(['boss', 'dan']));
  });
});
