import type { Preferences } from '@arbiter/contracts';
import type { Line, Verdict } from '../persistence/delivery.repository.ts';
import type { RecipientRecord } from '../persistence/recipient.repository.ts';
import type { HolidayTable } from '../rules/holidays.ts';
import { whyNotSay } from '../rules/say-now.ts';
import { type Availability, mayBeSentAt } from '../rules/send-window.ts';
import { windowOpensAt } from '../rules/throttle.ts';

/** Everything that decides about sending, as it is at this moment. */
export interface Moment {
  readonly now: Date;
  readonly recipient: RecipientRecord;
  readonly availability: Availability;
  readonly holidays: HolidayTable;
  /** Do-not-disturb of the channel; undefined: it does not rest. */
  readonly restUntil: Date | undefined;
  readonly digestHours: number;
  readonly coolingOffHours: number;
}

/**
 * The last look, at the moment of sending: each line may be sent, has to wait, or must not be sent any more. Lines that
 * may are sent together, and each counts for those behind it.
 */
export function judgeMessages(lines: readonly Line[], moment: Moment): readonly Verdict[] {
  const { now, recipient, coolingOffHours } = moment;
  const { preferences, gentleUntil } = recipient;
  const opens = latest(whenUndisturbed(moment), windowOpensAt(now, recipient.said.at(-1)?.at, moment.digestHours));
  const said = [...recipient.said];
  return lines.map((line): Verdict => {
    const { id, reason, state, promise, grave } = line;
    const tone = line.tone ?? 'supportive';
    const facts = { now, optOut: preferences.optOut === true, gentleUntil, said, coolingOffHours };
    const why = whyNotSay({ reason, state, tone, promise, grave, decidedAt: line.decidedAt ?? now }, facts);
    if (why !== undefined) return { id, cancel: why };
    if (opens > now) return { id, wait: opens };
    said.push({ tone, at: now, certain: true });
    return { id, send: true };
  });
}

/** Leads are disturbed as little as anybody; they are not made to wait for a digest, because others wait for them. */
export function judgeProposals(lines: readonly Line[], moment: Moment): readonly Verdict[] {
  const { now } = moment;
  const opens = whenUndisturbed(moment);
  return lines.map(({ id, state, expiresAt, twice }): Verdict => {
    if (twice) return { id, cancel: 'asked-already' };
    if (state !== 'proposed') return { id, cancel: state };
    if (expiresAt !== null && expiresAt <= now) return { id, cancel: 'expired' };
    return opens > now ? { id, wait: opens } : { id, send: true };
  });
}

/** A rest may end within quiet hours, and quiet hours within a rest. */
function whenUndisturbed({ now, availability, holidays, restUntil }: Moment): Date {
  return mayBeSentAt(latest(now, restUntil ?? now), availability, holidays);
}

const latest = (one: Date, other: Date): Date => (one > other ? one : other);

/** Which channels a person wants may have changed since the line was written: why it is not sent; undefined where it may be. */
export function whyUnwanted({ channels, optOut }: Preferences, channel: string): string | undefined {
  if (optOut === true) return 'opted-out';
  return channels !== undefined && !channels.some((one) => one === channel) ? 'unwanted-channel' : undefined;
}
