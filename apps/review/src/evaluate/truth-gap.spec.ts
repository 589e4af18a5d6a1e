import { describe, expect, it } from '@jest/globals';
import { claimedIn } from './claim.ts';
import { truthGapOf } from './truth-gap.ts';

describe('a check-in', () => {
  it.each([
    ["It's almost done", 0.9],
    ['I am nearly finished with it', 0.9],
    ['Just needs polish', 0.9],
    ['It is done, merged yesterday', 1],
    ['about 40 % there', 0.4],
    ['Halfway through the parser', 0.5],
    ['working on it', 0.4],
    ["I haven't started yet", 0],
    ['Had lunch', null],
  ])('%j says that the work is at %j', (text, claimed) => {
    expect(claimedIn(text)).toBe(claimed);
  });
});

describe('the truth gap', () => {
  it('is found where words go far beyond what was done', () => {
    expect(truthGapOf(0.9, { workSince: 0, workOnIt: 0, kept: false })).toMatchObject({
      gapDetected: true,
      truthScore: 0.1,
    });
  });

  it('is none where work has to do with it, where little is claimed, or nothing is said', () => {
    expect(truthGapOf(0.9, { workSince: 3, workOnIt: 2, kept: false }).gapDetected).toBe(false);
    expect(truthGapOf(0.15, { workSince: 0, workOnIt: 0, kept: false }).gapDetected).toBe(false);
    expect(truthGapOf(null, { workSince: 0, workOnIt: 0, kept: false })).toMatchObject({
      gapDetected: false,
      truthScore: 1,
    });
  });
});
