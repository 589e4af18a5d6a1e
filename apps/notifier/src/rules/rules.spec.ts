import { Tone } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { acceptanceOf, tellingRate } from './acceptance.ts';
import { doubts } from './confidence.ts';
import { type Case, consider } from './consider.ts';
import { coolingOffUntil } from './cooling-off.ts';
import { leastDirect, softened } from './culture.ts';
import { excuseOf } from './excuses.ts';
import { nearest, rulebookOf } from './guidance.ts';
import { personaOf } from './persona.ts';
import { whyNotSay } from './say-now.ts';
import { readShipped } from './shipped.ts';
import { isHard, toneOf } from './tones.ts';

const shipped = readShipped(undefined);
const HOUR = 3_600_000;
const noon = new Date('2026-08-05T12:00:00Z');
const hoursLater = (hours: number, from = noon) => new Date(from.getTime() + hours * HOUR);
const said = (tone: Tone, hours: number, certain = true) => ({ tone, at: hoursLater(hours), certain });
const guidance = { generated: false, verified: true, hardBlock: [], unsafe: [], exempt: [] };

const facts: Case = {
  now: noon,
  subject: { reason: 'promise-at-risk', what: 'mend the lock', dueAt: '2026-08-07', dueText: null },
  risk: { level: 'high' },
  confidences: [0.9],
  promise: 'open',
  optOut: false,
  said: [],
  reminders: 0,
  gentleUntil: undefined,
  legitimateExcuse: false,
  persona: personaOf(shipped.personas, 'en'),
  rulebook: rulebookOf(shipped.safety, undefined),
  directness: ['high'],
  acceptance: undefined,
  thresholds: { ai: 0.75, safety: 0.8, coolingOffHours: 48 },
};
const considered = (over: Partial<Case>) => {
  const outcome = consider({ ...facts, ...over });
  if ('skip' in outcome) throw new Error(outcome.skip);
  return outcome.propose;
};

describe('rule 1: tones and excuses', () => {
  it('knows four tones, and rises by one with each message that was not enough', () => {
    expect(Tone.options).toEqual(['supportive', 'neutral', 'firm', 'confrontational']);
    const rise = (level: 'high' | 'critical') =>
      [0, 1, 2, 3, 9].map((reminders) => toneOf({ reason: 'promise-at-risk', level, reminders }));
    expect(rise('high')).toEqual(['supportive', 'neutral', 'firm', 'confrontational', 'confrontational']);
    expect(rise('critical')).toEqual(['neutral', 'firm', 'confrontational', 'confrontational', 'confrontational']);
    expect(Tone.options.filter(isHard)).toEqual(['firm', 'confrontational']);
  });

  it.each([
    ['I am waiting for the review of the database team', 'legitimate'],
    ['I was sick since Monday', 'legitimate'],
    ['There was an outage and I was paged all night', 'legitimate'],
    ["It's almost done", 'deflection'],
    ['That is not my job', 'deflection'],
    ["I'm exhausted and can't cope any more", 'burnout_signal'],
    ['Ich bin ausgebrannt', 'burnout_signal'],
    ['I was blocked by CI, and honestly I am completely overwhelmed', 'burnout_signal'],
  ])('hears in “%s” an excuse: %s', (text, excuse) => {
    expect(excuseOf(text, shipped.excuses)?.excuse).toBe(excuse);
  });

  it.each(['The tests are green.', '```\nburnout = true\n```', 'The thread is exhausted: pool size 4'])(
    'hears none in “%s”',
    (text) => {
      expect(excuseOf(text, shipped.excuses)).toBeUndefined();
    },
  );

  it('takes a good reason into account', () => {
    expect(considered({ legitimateExcuse: true, risk: { level: 'critical' }, reminders: 3 }).tone).toBe('supportive');
  });
});

describe('rule 2: distress', () => {
  it('leaves kind words only, however late and however often', () => {
    const gentle = considered({ gentleUntil: hoursLater(1), risk: { level: 'critical' }, reminders: 5 });
    expect(gentle.tone).toBe('supportive');
    expect(gentle.why).toContain('only kind words for now');
    expect(considered({ gentleUntil: hoursLater(-1), risk: { level: 'critical' } }).tone).toBe('neutral');
  });

  it('stops what was approved before, unless it is kind', () => {
    const recipient = { now: noon, optOut: false, gentleUntil: hoursLater(1), said: [], coolingOffHours: 48 };
    const message = {
      reason: 'promise-at-risk',
      state: 'accepted',
      promise: 'open',
      grave: true,
      decidedAt: noon,
    } as const;
    expect(whyNotSay({ ...message, tone: 'neutral' }, recipient)).toBe('gentle');
    expect(whyNotSay({ ...message, tone: 'supportive' }, recipient)).toBeUndefined();
  });
});

describe('rule 3: cooling off', () => {
  const three = [said('firm', 0), said('confrontational', 1), said('firm', 2)];

  it('begins after three hard ones in a row and lasts by the clock', () => {
    expect(coolingOffUntil(three.slice(0, 2), 48)).toBeUndefined();
    expect(coolingOffUntil(three, 48)).toEqual(hoursLater(50));
  });

  it('is not ended by a neutral message', () => {
    expect(coolingOffUntil([...three, said('neutral', 3)], 48)).toEqual(hoursLater(50));
  });

  it('does not begin where a kind one came in between', () => {
    expect(
      coolingOffUntil([said('firm', 0), said('firm', 1), said('neutral', 2), said('firm', 3)], 48),
    ).toBeUndefined();
  });

  it('counts what may have arrived where that is the milder assumption', () => {
    expect(
      coolingOffUntil([said('firm', 0), said('firm', 1), said('neutral', 2, false), said('firm', 3)], 48),
    ).toBeDefined();
    expect(coolingOffUntil([said('firm', 0), said('firm', 1), said('firm', 2, false)], 48)).toEqual(hoursLater(50));
  });

  it('counts anew afterwards', () => {
    const after = [...three, said('firm', 60), said('firm', 61)];
    expect(coolingOffUntil(after, 48)).toEqual(hoursLater(50));
    expect(coolingOffUntil([...after, said('firm', 62)], 48)).toEqual(hoursLater(110));
  });

  it('lets nothing harder than neutral be proposed or said', () => {
    const now = hoursLater(49);
    const cooling = considered({ now, said: three, risk: { level: 'critical' }, reminders: 5 });
    expect(cooling.tone).toBe('neutral');
    const recipient = { now, optOut: false, gentleUntil: undefined, said: three, coolingOffHours: 48 };
    const message = {
      reason: 'promise-at-risk',
      state: 'accepted',
      promise: 'open',
      grave: true,
      decidedAt: now,
      tone: 'firm',
    } as const;
    expect(whyNotSay(message, recipient)).toBe('cooling-off');
    expect(whyNotSay(message, { ...recipient, now: hoursLater(50) })).toBeUndefined();
  });
});

describe('rule 4: confidence', () => {
  it('sends what is below 0.75 to a human', () => {
    expect(considered({ confidences: [0.9, 0.74] })).toMatchObject({ state: 'ambiguous', confidence: 0.74 });
    expect(considered({ confidences: [0.75] }).state).toBe('proposed');
  });
});

describe('rule 8: whose rules hold', () => {
  const everybody = { ...guidance, exempt: ['all'] };
  const bank = { ...guidance, industry: 'Bank', exempt: ['bank'] };
  const desk = { ...guidance, industry: 'bank', department: 'Trading', exempt: ['desk'] };
  const all = [everybody, bank, desk];

  it('looks for industry and department, then the industry, then everybody', () => {
    expect(nearest(all, { industry: 'bank', department: 'trading' })).toBe(desk);
    expect(nearest(all, { industry: 'bank', department: 'research' })).toBe(bank);
    expect(nearest(all, { industry: 'health', department: 'trading' })).toBe(everybody);
    expect(nearest([bank], { industry: undefined, department: 'trading' })).toBeUndefined();
  });

  it('adds to the shipped rules and takes nothing away', () => {
    const { safety } = rulebookOf(shipped.safety, { ...guidance, hardBlock: ['blue horizon'] });
    expect(safety.hardBlock).toHaveLength(shipped.safety.hardBlock.length + 1);
  });

  it('forces review where rules were generated and nobody has verified them', () => {
    const unverified = rulebookOf(shipped.safety, { ...guidance, generated: true, verified: false });
    expect(considered({ rulebook: unverified }).state).toBe('ambiguous');
    expect(considered({ persona: { ...facts.persona, verified: false } }).state).toBe('ambiguous');
    expect(considered({ rulebook: rulebookOf(shipped.safety, { ...guidance, generated: true }) }).state).toBe(
      'proposed',
    );
  });
});

describe('rule 9: culture', () => {
  it('softens firm where people are not used to directness', () => {
    expect([softened('firm', 'low'), softened('firm', 'medium'), softened('confrontational', 'medium')]).toEqual([
      'neutral',
      'firm',
      'firm',
    ]);
    expect(leastDirect('high', undefined, 'low', 'medium')).toBe('low');
    expect(considered({ risk: { level: 'critical' }, reminders: 1, directness: ['high', 'low'] }).tone).toBe('neutral');
  });

  it('speaks in the person’s language, or the nearest there is', () => {
    expect(personaOf(shipped.personas, 'de-AT').language).toBe('de');
    expect(personaOf(shipped.personas, 'tlh').language).toBe('en');
    expect(considered({ persona: personaOf(shipped.personas, 'fr') }).text).toContain('« mend the lock »');
  });

  it('confronts nobody unless an operator has said so', () => {
    const worst = { risk: { level: 'critical' }, reminders: 9 } as const;
    expect(considered(worst).tone).toBe('firm');
    const allowed = rulebookOf(shipped.safety, { ...guidance, maxTone: 'confrontational' });
    expect(considered({ ...worst, rulebook: allowed }).tone).toBe('confrontational');
  });
});

describe('rule 10: what is worth a message', () => {
  it('proposes at high and critical risk only', () => {
    const outcome = (level: 'low' | 'medium' | 'high' | 'critical') => consider({ ...facts, risk: { level } });
    expect([outcome('low'), outcome('medium')]).toEqual([{ skip: 'risk-too-low' }, { skip: 'risk-too-low' }]);
    expect([outcome('high'), outcome('critical')].every((one) => 'propose' in one)).toBe(true);
  });

  it('proposes nothing to whoever has opted out, and about nothing that is over', () => {
    expect(consider({ ...facts, optOut: true })).toEqual({ skip: 'opted-out' });
    expect(consider({ ...facts, promise: 'kept' })).toEqual({ skip: 'promise-kept' });
    expect(consider({ ...facts, promise: 'withdrawn' })).toEqual({ skip: 'promise-withdrawn' });
  });
});

describe('rule 12: acceptance', () => {
  it('has no rate while nothing was decided', () => {
    expect(acceptanceOf({ accepted: 0, modified: 0, rejected: 0 })).toBeUndefined();
    expect(acceptanceOf({ accepted: 3, modified: 1, rejected: 1 })).toEqual({ n: 5, rate: 0.6, rateWithModified: 0.8 });
  });

  it('sends more to review where proposals are turned down', () => {
    const acceptance = tellingRate({ accepted: 3, modified: 1, rejected: 1 });
    expect(considered({ acceptance, confidences: [0.85] }).state).toBe('ambiguous');
    expect(considered({ acceptance, confidences: [0.95] }).state).toBe('proposed');
    expect(considered({ acceptance: 0.8, confidences: [0.85] }).state).toBe('proposed');
    expect(tellingRate({ accepted: 0, modified: 0, rejected: 4 })).toBeUndefined();
  });
});

describe('every proposal', () => {
  it('whose words the safety supervisor is not sure of waits for a human', () => {
    const subject = { ...facts.subject, what: 'say no excuses to nobody' };
    const sure = considered({ subject });
    expect(sure.state).toBe('proposed');
    const unsure = considered({ subject, thresholds: { ...facts.thresholds, safety: 1.01 } });
    expect(unsure.state).toBe('ambiguous');
    expect(unsure.why).toContain('perhaps unsafe: not sure enough to correct it');
  });

  it('says why it is what it is', () => {
    const { why } = considered({ risk: { level: 'critical' }, reminders: 2, directness: ['low'], confidences: [0.5] });
    expect(why).toEqual([
      'risk is critical',
      'no harder than firm here',
      'directness is low',
      'confidence 0.50 is below 0.75',
    ]);
    expect(doubts({ confidences: [1], threshold: 0.75, unverified: false, acceptance: undefined })).toEqual([]);
  });

  it('is stopped where its own words are grave: a promise about pay is nothing to remind of', () => {
    const grave = considered({ subject: { ...facts.subject, what: 'look at your salary reduction' } });
    expect(grave).toMatchObject({ state: 'blocked' });
    expect(grave.why).toContain('hard block: compensation');
  });
});
