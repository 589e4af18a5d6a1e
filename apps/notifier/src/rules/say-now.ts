import type { InterventionReason, InterventionState, Tone } from '@arbiter/contracts';
import { type Said, coolingOffUntil } from './cooling-off.ts';
import { isHard } from './tones.ts';

/** A message that is about to be sent, as things stand at this moment. */
export interface AboutToSay {
  readonly reason: InterventionReason;
  readonly state: InterventionState;
  readonly tone: Tone;
  /** How the promise stands, as far as is known. */
  readonly promise: 'open' | 'broken' | 'kept' | 'withdrawn';
  /** Whether its danger is still worth a message. */
  readonly grave: boolean;
  readonly decidedAt: Date;
}

/** The recipient at this moment. */
export interface Recipient {
  readonly now: Date;
  readonly optOut: boolean;
  /** Only kind words until then, for whatever reason. */
  readonly gentleUntil: Date | undefined;
  /** What was said so far, in the order of time. */
  readonly said: readonly Said[];
  readonly coolingOffHours: number;
}

/** What is older than this has no longer anything to do with what was approved. */
const STALE_AFTER = 7 * 24 * 3_600_000;

/**
 * The last look, at the moment of sending: why it must not be said any more; undefined where it may. What a lead approved
 * on Friday can be wrong on Monday.
 */
export function whyNotSay(message: AboutToSay, recipient: Recipient): string | undefined {
  const { now, optOut, gentleUntil, said, coolingOffHours } = recipient;
  if (message.state !== 'accepted' && message.state !== 'modified') return 'not-approved';
  if (optOut) return 'opted-out';
  const isOver = message.promise === 'kept' || message.promise === 'withdrawn';
  if (message.reason === 'promise-kept' ? message.promise !== 'kept' : isOver) return `promise-${message.promise}`;
  if (message.reason !== 'promise-kept' && !message.grave) return 'risk-too-low';
  if (now.getTime() - message.decidedAt.getTime() > STALE_AFTER) return 'stale';
  if (message.tone !== 'supportive' && gentleUntil !== undefined && now < gentleUntil) return 'gentle';
  if (!isHard(message.tone)) return undefined;
  const cooling = coolingOffUntil(said, coolingOffHours);
  return cooling !== undefined && now < cooling ? 'cooling-off' : undefined;
}
