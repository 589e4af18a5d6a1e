import { type InterventionReason, type RiskLevel, Tone } from '@arbiter/contracts';

/** Rule 1: tones have an order, mildest first. */
const ORDER = Tone.options;

/** The milder one. */
export const milder = (one: Tone, other: Tone): Tone => (ORDER.indexOf(one) <= ORDER.indexOf(other) ? one : other);

/** Firm and confrontational ones are what wears people down: cooling-off counts them. */
export const isHard = (tone: Tone): boolean => tone === 'firm' || tone === 'confrontational';

/** What the choice of a tone depends on. */
export interface ToneCase {
  readonly reason: InterventionReason;
  readonly level: RiskLevel;
  /** Messages about this promise that the person has got already. */
  readonly reminders: number;
}

/**
 * The tone before anything softens it. It starts kindly and rises by one with each message that was not enough; a broken
 * promise, and a critical risk, begin one step higher. This is the escalation: no message skips a step.
 */
export function toneOf({ reason, level, reminders }: ToneCase): Tone {
  if (reason === 'promise-kept') return 'supportive';
  const start = level === 'critical' || reason === 'promise-broken' ? 1 : 0;
  return ORDER[Math.min(start + reminders, ORDER.length - 1)] ?? 'supportive';
}
