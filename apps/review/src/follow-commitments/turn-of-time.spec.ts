import { describe, expect, it } from '@jest/globals';
import { promise } from '../testing/promises.ts';
import { stateOf } from './life.ts';
import { levelOf, nextRise, riskAt } from './risk.ts';
import { firstLook, turnOfTime } from './turn-of-time.ts';

const HOUR = 3_600_000;
const patience = { grace: 24 * HOUR, openEnd: 90 * 24 * HOUR };
const made = promise('I will add tests by Friday');
const at = (instant: string) => new Date(instant);
const kindsAt = (instant: string, more: Parameters<typeof promise>[1] = {}) =>
  turnOfTime({ ...made, ...more }, at(instant), patience).steps.map(({ kind }) => kind);

describe('slippage', () => {
  const pressure = { madeAt: made.madeAt.getTime(), dueAt: at('2026-11-20T16:00:00Z').getTime() };

  it('grows with the time that is used up, and is critical when the promise is due', () => {
    const scores = ['2026-11-16', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-22'].map(
      (day) => riskAt(at(`${day}T16:00:00Z`).getTime(), pressure).score,
    );
    expect(scores.toSorted((one, other) => one - other)).toEqual(scores);
    expect(riskAt(pressure.dueAt, pressure)).toEqual({ score: 0.85, level: 'critical' });
    expect(riskAt(pressure.madeAt, pressure)).toEqual({ score: 0, level: 'low' });
  });

  it('is worse by a truth gap', () => {
    const wednesday = at('2026-11-18T16:00:00Z').getTime();
    const gap = riskAt(wednesday, { ...pressure, truthGap: true }).score - riskAt(wednesday, pressure).score;
    expect(gap).toBeCloseTo(0.25);
  });

  it('says when it rises next', () => {
    let now = pressure.madeAt;
    const levels: string[] = [];
    for (let next = nextRise(now, pressure); next !== undefined; next = nextRise(now, pressure)) {
      levels.push(riskAt((now = next), pressure).level);
    }
    expect(levels).toEqual(['medium', 'high', 'critical']);
    expect(levelOf(0.84)).toBe('high');
  });
});

describe('time', () => {
  it('raises the risk of an open promise, once for each rise', () => {
    expect(kindsAt('2026-11-16T12:00:00Z')).toEqual([]);
    const { steps } = turnOfTime(made, at('2026-11-19T16:00:00Z'), patience);
    expect(steps).toMatchObject([{ kind: 'at-risk', risk: { level: 'medium' } }]);
    expect(kindsAt('2026-11-19T17:00:00Z', { risk: { level: 'medium', score: 0.4 } })).toEqual([]);
    expect(kindsAt('2026-11-20T16:00:01Z', { risk: { level: 'medium', score: 0.4 } })).toEqual(['at-risk']);
  });

  it('breaks a promise once the grace is over, not when it is due', () => {
    expect(kindsAt('2026-11-21T15:59:59Z', { risk: { level: 'critical', score: 0.9 } })).toEqual([]);
    expect(kindsAt('2026-11-21T16:00:00Z')).toEqual(['broken']);
  });

  it('tells nobody that a promise was broken which was history when it was read', () => {
    expect(kindsAt('2027-06-01T00:00:00Z')).toEqual(['expired']);
  });

  it('lets a promise without a date run out, and sooner what nobody has decided on', () => {
    const open = { deadline: null, dueAt: null };
    expect(kindsAt('2027-01-15T00:00:00Z', open)).toEqual([]);
    expect(kindsAt('2027-02-15T00:00:00Z', open)).toEqual(['expired']);
    expect(kindsAt('2026-12-17T00:00:00Z', { ambiguous: true })).toEqual(['expired']);
    expect(kindsAt('2026-11-21T16:00:00Z', { ambiguous: true })).toEqual([]);
  });

  it('does nothing to a promise that has come to its end', () => {
    expect(turnOfTime({ ...made, state: 'kept' }, at('2026-11-30T00:00:00Z'), patience)).toEqual({
      steps: [],
      nextAt: null,
    });
  });

  it('is looked at first when something can have changed', () => {
    expect(firstLook(made, made.madeAt, patience).getTime()).toBe(
      nextRise(made.madeAt.getTime(), {
        madeAt: made.madeAt.getTime(),
        dueAt: made.dueAt?.getTime() ?? 0,
      }),
    );
    expect(firstLook(made, at('2027-06-01T00:00:00Z'), patience)).toEqual(at('2027-06-01T01:00:00Z'));
    // Read on the day that it is due, and after it: in danger already.
    expect(firstLook(made, at('2026-11-20T10:00:00Z'), patience)).toEqual(at('2026-11-20T11:00:00Z'));
    expect(firstLook(made, at('2026-11-20T20:00:00Z'), patience)).toEqual(at('2026-11-20T21:00:00Z'));
    expect(firstLook(made, at('2026-11-20T15:30:00Z'), patience)).toEqual(at('2026-11-20T16:00:00Z'));
  });
});

describe('a life', () => {
  it('is the sum of its steps', () => {
    expect(stateOf(['made', 'at-risk', 'renegotiated', 'at-risk', 'broken', 'kept'])).toBe('kept');
    expect(stateOf(['made', 'broken', 'renegotiated'])).toBe('open');
    expect(stateOf(['made', 'corrected', 'confirmed', 'disputed'])).toBe('disputed');
  });
});
