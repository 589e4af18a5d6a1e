const DAY = 86_400_000;

/** A calendar day, as the number of days since 1 January 1970. It belongs to no zone. */
export type Day = number;

/** The day of a date; undefined for one that no calendar has, like 30 February. Months count from 1. */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, date);
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === date ? time.getTime() / DAY : undefined;
}

/** The last day of a month; months over 12 run on into the next years, months below 1 back. */
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

/** The so-manieth weekday (Sunday is 0) of a month; -1 is the last. */
export function nthWeekday(count: number, weekday: number, year: number, month: number): Day {
  const anchor = count > 0 ? lastOfMonth(year, month - 1) + 1 : lastOfMonth(year, month) - 6;
  return anchor + ((weekday - partsOf(anchor).weekday + 7) % 7) + 7 * Math.max(0, count - 1);
}

/** The Monday of a day's week. */
export const mondayOf = (day: Day): Day => day - ((partsOf(day).weekday + 6) % 7);

/** The day that lies so many working days (Monday to Friday) ahead, or back where the count is negative. */
export function workingDaysAfter(day: Day, count: number): Day {
  const step = Math.sign(count);
  let end = day;
  for (let left = Math.min(Math.abs(count), 1000); left > 0;) {
    end += step;
    const { weekday } = partsOf(end);
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return end;
}

/** The same date so many months on, or the last of that month where it is too short. */
export function monthsAfter(day: Day, count: number): Day {
  const { year, month, date } = partsOf(day);
  return Math.min(lastOfMonth(year, month + count), lastOfMonth(year, month + count - 1) + date);
}

/** The first day from one on that has this date of the month and, if asked for, this weekday (Sunday is 0). */
export function nextDate(from: Day, date: number, weekday?: number): Day | undefined {
  const { year, month } = partsOf(from);
  for (let ahead = 0; ahead < 60; ahead++) {
    const day = dayOf(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, date);
    if (day !== undefined && day >= from && (weekday === undefined || partsOf(day).weekday === weekday)) return day;
  }
  return undefined;
}
