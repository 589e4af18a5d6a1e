import type { Decision, Preferences, RiskLevel } from '@arbiter/contracts';
import { AUTHORS, EVERYBODY, LEADS, type Somebody } from './people.ts';
import type { Random } from './random.ts';
import type { Fate } from './simulated-slack.ts';

/** How a promise ends, or that it has not after all, or not by then. */
export type End = 'kept' | 'withdrawn' | 'open-again';

/** One thing that happens in a history. */
export type Step =
  | {
      readonly kind: 'danger';
      readonly author: Somebody;
      readonly promise: number;
      readonly broken: boolean;
      readonly level: RiskLevel;
      readonly confidence: number;
      readonly what: string;
    }
  | { readonly kind: 'end'; readonly author: Somebody; readonly promise: number; readonly end: End }
  | {
      readonly kind: 'decide';
      readonly by: Somebody;
      readonly rival: Somebody | undefined;
      readonly decision: Decision;
      readonly text: string;
      readonly mistaken: boolean;
    }
  | { readonly kind: 'prefer'; readonly who: Somebody; readonly preferences: Preferences }
  | { readonly kind: 'say'; readonly author: Somebody; readonly text: string }
  | { readonly kind: 'rest'; readonly who: Somebody; readonly hours: number }
  | { readonly kind: 'fate'; readonly fates: readonly Fate[]; readonly blindFor: number }
  | { readonly kind: 'pass'; readonly minutes: number; readonly couriers: number };

const WHATS = [
  'mend the lock',
  'fix the client pricing page',
  'write the salary field migration',
  'tidy up the build',
  'name the parts',
  'look at your salary reduction',
] as const;
const WORDS = [
  'How is it going? Can anybody help?',
  'You are fired.',
  'This is unacceptable, no excuses.',
  'Please tell us how it stands.',
] as const;
const SAYINGS = [
  'I am exhausted and cannot cope, I cannot sleep',
  'I was blocked by an outage',
  'it is almost done',
  'fine',
] as const;
const ZONES = ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland', 'Mars/Olympus'] as const;
const LEVELS = ['medium', 'high', 'high', 'critical', 'critical', 'critical'] as const;
const FATES = ['well', 'well', 'arrived', 'lost', 'late', 'limited', 'refused'] as const;
const PROMISES = 3;
const LATE = { kind: 'danger', broken: false, level: 'critical', confidence: 0.9, what: WHATS[0] } as const;

/**
 * The next thing that happens. Most of the time it is time that passes, or somebody who decides.
 * @param harsh everything turns on one late promise, and leads approve of nearly everything: this is how tones get hard
 */
export function nextStep(random: Random, today: string, harsh: boolean): Step {
  const author = harsh ? AUTHORS[0] : random.pick(AUTHORS);
  const promise = harsh ? 1 : random.between(1, PROMISES);
  const anybody = () => EVERYBODY[random.between(0, EVERYBODY.length - 1)] ?? author;
  const dice = harsh ? random.next() * 0.76 : random.next();
  if (dice < 0.26) {
    const passes = { kind: 'pass', minutes: random.pick([1, 2, 5, 30, 60, 120, 480, 720, 1_440]) } as const;
    return { ...passes, couriers: random.chance(0.3) ? 2 : 1 };
  }
  if (dice < 0.5) {
    if (harsh) return { ...LATE, author, promise };
    const level = random.pick(LEVELS);
    const confidence = random.chance(0.85) ? 0.9 : 0.6;
    return { kind: 'danger', author, promise, broken: random.chance(0.3), level, confidence, what: random.pick(WHATS) };
  }
  if (dice < 0.75) {
    const rival = random.chance(0.3) ? anybody() : undefined;
    const decision = harsh
      ? 'accepted'
      : random.pick(['accepted', 'accepted', 'accepted', 'modified', 'rejected'] as const);
    const by = random.chance(0.7) ? random.pick([LEADS.core[1], LEADS.platform[0]]) : anybody();
    return { kind: 'decide', by, rival, decision, text: random.pick(WORDS), mistaken: random.chance(0.5) };
  }
  if (dice < 0.81) {
    return { kind: 'end', author, promise, end: random.pick(['kept', 'kept', 'kept', 'open-again', 'withdrawn']) };
  }
  if (dice < 0.89) return { kind: 'prefer', who: anybody(), preferences: preferencesOf(random, today) };
  if (dice < 0.92) return { kind: 'say', author, text: random.pick(SAYINGS) };
  if (dice < 0.95) return { kind: 'rest', who: anybody(), hours: random.between(1, 12) };
  const fates = Array.from({ length: random.between(1, 3) }, () => random.pick(FATES));
  return { kind: 'fate', fates, blindFor: random.between(0, 2) };
}

function preferencesOf(random: Random, today: string): Preferences {
  const choices: readonly [Preferences, ...Preferences[]] = [
    { zone: random.pick(ZONES) },
    {
      quiet: random.pick([
        { from: '20:00', until: '07:00' },
        { from: '12:00', until: '14:00' },
        { from: '00:00', until: '00:00' },
      ]),
    },
    { leave: [{ from: today, until: today }] },
    { digestHours: random.pick([0, 1, 24]) },
    { channels: random.pick([['slack'], ['email'], ['email', 'slack'], ['slack', 'email']]) },
    { optOut: random.chance(0.2) },
    { holidays: random.pick(['DE', 'IL', 'US']) },
    { directness: random.pick(['low', 'medium', 'high']), language: random.pick(['en', 'de', 'fr', 'xx']) },
  ];
  return random.pick(choices);
}
