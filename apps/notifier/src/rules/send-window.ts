import { type HolidayTable, isFree } from './holidays.ts';
import { type LocalTime, instantOf, isZone, localTime, nextDate } from './zoned-time.ts';

/** When somebody may be written to. */
export interface Availability {
  /** An IANA name; one that the machine does not know counts as UTC. */
  readonly zone: string;
  /** Nothing between these, minutes since midnight; `from` after `until` goes over midnight; equal: never quiet. */
  readonly quiet: { readonly from: number; readonly until: number };
  /** Days away, both included. */
  readonly leave: readonly { readonly from: string; readonly until: string }[];
  readonly holidays: string | undefined;
}

/** Nobody is away for longer without being asked again; and a loop has an end. */
const MOST_DAYS = 800;

/**
 * Rule 10: the first instant from `now` on at which a message does not disturb: outside quiet hours, leave, holidays and
 * weekends, all of them by the recipient's own calendar and clock. `now` itself where it does not disturb now.
 */
export function mayBeSentAt(now: Date, availability: Availability, table: HolidayTable): Date {
  const zone = isZone(availability.zone) ? availability.zone : 'UTC';
  let at = now;
  for (let days = 0; days < MOST_DAYS; days++) {
    const local = localTime(at, zone);
    const next = nextQuietEnd(local, availability, table);
    if (next === undefined) return at;
    at = instantOf(next, zone);
  }
  return at;
}

/** The next moment that is worth looking at; undefined where this one is good. */
function nextQuietEnd(
  { date, minute }: LocalTime,
  { quiet: { from, until }, leave, holidays }: Availability,
  table: HolidayTable,
): LocalTime | undefined {
  const away = leave.some((days) => days.from <= date && date <= days.until) || isFree(date, holidays, table);
  const overnight = from > until;
  if (away) return { date: nextDate(date), minute: overnight ? until : 0 };
  if (overnight) {
    if (minute >= from) return { date: nextDate(date), minute: until };
    return minute < until ? { date, minute: until } : undefined;
  }
  return minute >= from && minute < until ? { date, minute: until } : undefined;
}

/** `HH:MM` as minutes since midnight. */
export function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
