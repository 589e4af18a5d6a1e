const DAY = 86_400_000;

/** A calendar day, as the number of days since 1 January 1970. It belongs to no zone. */
export type Day = number;

/** An instant as its writer's clock showed it. */
export interface Reference {
  readonly day: Day;
  /** Minutes since the writer's midnight. */
  readonly minutes: number;
  /** The writer's offset as it was written: `+02:00`, `Z`. */
  readonly offset: string;
}

/** Minutes since midnight at which a working day ends. */
export const END_OF_DAY = 17 * 60;

/** Reads an ISO 8601 date-time with offset. */
export function referenceOf(at: string): Reference {
  const local = Date.parse(`${at.slice(0, 19).padEnd(16, '0')}Z`);
  return {
    day: Math.floor(local / DAY),
    minutes: Math.floor((local - Math.floor(local / DAY) * DAY) / 60_000),
    offset: /(?:Z|[+-]\d\d:?\d\d)$/i.exec(at)?.[0] ?? 'Z',
  };
}

/** The day of a date; undefined for one that no calendar has, like 30 February. Months count from 1. */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const time = new Date(Date.UTC(year, month - 1, date));
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === date ? time.getTime() / DAY : undefined;
}

/** The last day of a month; months over 12 run on into the next years. */
export const lastOfMonth = (year: number, month: number): Day => Date.UTC(year, month, 0) / DAY;

/** Year, month (from 1), date and weekday (Sunday is 0) of a day. */
export function partsOf(day: Day): { year: number; month: number; date: number; weekday: number } {
  const time = new Date(day * DAY);
  return {
    year: time.getUTCFullYear(),
    month: time.getUTCMonth() + 1,
    date: time.getUTCDate(),
    weekday: time.getUTCDay(),
  };
}

/** A day at a time of day, in the writer's offset. */
export function instantOf(day: Day, minutes: number, { offset }: Reference): string {
  return new Date(day * DAY + minutes * 60_000).toISOString().slice(0, 19) + offset;
}

/** The day that lies `count` working days (Monday to Friday) ahead. */
export function workingDaysAfter(day: Day, count: number): Day {
  let end = day;
  for (let left = Math.min(count, 1000); left > 0;) {
    end += 1;
    const { weekday } = partsOf(end);
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return end;
}
