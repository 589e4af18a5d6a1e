import { describe, expect, it } from '@jest/globals';
import { membershipAt } from './membership.ts';

const from = (from: string | null, until: string | null, team: string | null, department: string | null = null) => ({
  team,
  department,
  from,
  until,
});

describe('team and department', () => {
  const moved = [
    from(null, '2026-03-01T00:00:00+00:00', 'core', 'R&D'),
    from('2026-03-01T00:00:00+00:00', null, 'web'),
  ];

  it('are those of the time of writing, by the clock and not by the calendar', () => {
    expect(membershipAt(moved, '2026-02-01T12:00:00+02:00')).toEqual({ team: 'core', department: 'R&D' });
    expect(membershipAt(moved, '2026-03-01T01:00:00+02:00')).toEqual({ team: 'core', department: 'R&D' });
    expect(membershipAt(moved, '2026-03-01T02:00:00+02:00')).toEqual({ team: 'web' });
  });

  it('are absent where nothing is known of that time', () => {
    expect(membershipAt([], '2026-02-01T12:00:00Z')).toEqual({});
    expect(membershipAt([from('2026-01-01T00:00:00Z', null, 'core')], '2025-12-31T23:59:59Z')).toEqual({});
  });
});
