import { UnreadableText } from '../text.ts';
import type { Day } from './calendar.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** Minutes since midnight at which a working day ends. */
export const END_OF_DAY = 17 * 60;

/** When and where a text was written. */
export interface Reference {
  /** The writer's day, by the offset that it was written with. */
  readonly day: Day;
  /** Minutes since the writer's midnight. */
  readonly minutes: number;
  /** The instant, milliseconds since 1970. */
  readonly now: number;
  /** The writer's offset as it was written: `+02:00`, `Z`. */
  readonly offset: string;
  /** Where working days end: an IANA zone, or the writer's offset. */
  readonly zone: string;
}

const INSTANT = /^(?<date>\d{4}-\d\d-\d\d)T(?<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?<offset>Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads an ISO 8601 date-time with offset, and an IANA zone. Without an offset it is what the clocks of the zone showed, which
 * must be given then.
 * @throws UnreadableText where either is none
 */
export function referenceOf(at: string, zone?: string): Reference {
  const { date = '', time = '', offset: written } = INSTANT.exec(at)?.groups ?? {};
  const local = Date.parse(`${date}T${time}Z`);
  // 30 February is read as 2 March by the engine.
  const isDate =
    !Number.isNaN(local) &&
    !Number.isNaN(Date.parse(at)) &&
    new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  if (!isDate || (written === undefined && zone === undefined)) {
    throw new UnreadableText('at is not an ISO 8601 date-time with an offset, like 2026-11-18T10:00:00+01:00.');
  }
  if (zone !== undefined && !isZone(zone)) {
    throw new UnreadableText('zone is not the name of an IANA time zone, like Europe/Berlin.');
  }
  const offset = written ?? writtenOffset(offsetAt(local, zone ?? 'Z'));
  const now = local - offsetMinutes(offset) * MINUTE;
  const day = Math.floor(local / DAY);
  return { day, minutes: Math.floor((local - day * DAY) / MINUTE), now, offset, zone: zone ?? offset };
}

/** A day at a time of day in a zone (an IANA name or an offset), as ISO 8601 with that zone's offset there and then. */
export function instantOf(day: Day, minutes: number, zone: string): string {
  const local = day * DAY + minutes * MINUTE;
  const offset = offsetAt(local, zone);
  const written = /^z$/i.test(zone) ? 'Z' : writtenOffset(offset);
  return new Date(local).toISOString().slice(0, 19) + written;
}

/** The instant of a day at a time of day in a zone, milliseconds since 1970. */
export function timeOf(day: Day, minutes: number, zone: string): number {
  const local = day * DAY + minutes * MINUTE;
  return local - offsetAt(local, zone) * MINUTE;
}

/** So many minutes after the text was written, by the writer's clock. */
export function minutesAfter({ day, minutes, offset }: Reference, count: number): string {
  return instantOf(day, minutes + count, offset);
}

const isOffset = (zone: string): boolean => /^(?:Z|[+-]\d\d:?\d\d)$/i.test(zone);

function offsetMinutes(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith('-') ? -minutes : minutes;
}

function writtenOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Minutes that a zone is ahead of UTC when its clocks show a local time (milliseconds since 1970 as if it were UTC). */
function offsetAt(local: number, zone: string): number {
  if (isOffset(zone)) return offsetMinutes(zone);
  // The offset of a first guess is right but for the hours around a change of clocks, where the second is.
  const guess = zoneOffset(local, zone);
  return zoneOffset(local - guess * MINUTE, zone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that a zone is ahead of UTC at an instant. */
function zoneOffset(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 0 : offsetMinutes(name.slice(3, 9));
}

function isZone(zone: string): boolean {
  if (zone.length > 64 || isOffset(zone)) return false;
  try {
    return zoneOffset(0, zone) < 1_440;
  } catch {
    return false;
  }
}
