import { type Day, dayOf, mondayOf, nthWeekday, partsOf } from '../calendar.ts';
import { END_OF_DAY, type Reference, timeOf } from '../reference.ts';
import { type Form, type Groups, type Meaning, form } from '../token.ts';
import { halfOf } from './days.ts';
import {
  COUNT,
  DATE,
  MONTH,
  ORDINAL_DATE,
  PART_OF_DAY,
  WEEKDAY,
  YEAR,
  monthOf,
  numberOf,
  weekdayOf,
  yearOf,
} from '../words.ts';

/** The next day of that name whose end, or the given time of it, is still ahead. */
export function nextWeekday(weekday: number, { day, now, zone }: Reference, minutes = END_OF_DAY, in_ = zone): Day {
  const ahead = (weekday - partsOf(day).weekday + 7) % 7;
  return day + (ahead === 0 && timeOf(day, minutes, in_) <= now ? 7 : ahead);
}

/** That day of the week which lies so many weeks ahead. */
const ofWeek = (weekday: number, weeks: number, { day }: Reference): Day =>
  mondayOf(day) + 7 * weeks + ((weekday + 6) % 7);

function read({ which = '', weekday: word = '' }: Groups, reference: Reference, words: string): Meaning {
  const weekday = weekdayOf(word);
  const said = which.toLowerCase().trim();
  if (/^(?:last|past|previous)$/.test(said)) {
    const back = (partsOf(reference.day).weekday - weekday + 7) % 7 || 7;
    return { kind: 'day', day: reference.day - back, past: true, ...halfOf(words) };
  }
  if (said === 'next') return { kind: 'day', day: ofWeek(weekday, 1, reference), ...halfOf(words) };
  if (/coming|following/.test(said)) {
    return { kind: 'day', day: reference.day + ((weekday - partsOf(reference.day).weekday + 7) % 7 || 7) };
  }
  return { kind: 'day', day: nextWeekday(weekday, reference), open: { weekday }, ...halfOf(words) };
}

const WHICH =
  '(?<which>(?:this (?:coming|upcoming)|this|next|(?:the )?(?:coming|upcoming|following)|last|past|previous) )?';

/** Days that a weekday's name says. */
export const WEEKDAY_FORMS: readonly Form[] = [
  form(`${WHICH}${WEEKDAY}${PART_OF_DAY}`, read),
  form(`next week(?:'s)?,? (?:on )?${WEEKDAY}${PART_OF_DAY}`, ({ weekday }, reference) => ({
    kind: 'day',
    day: ofWeek(weekdayOf(weekday), 1, reference),
  })),
  form(`${WEEKDAY}${PART_OF_DAY},? (?:of )?next week`, ({ weekday }, reference) => ({
    kind: 'day',
    day: ofWeek(weekdayOf(weekday), 1, reference),
  })),
  form(`(?:this week(?:'s)?,? (?:on )?${WEEKDAY})`, ({ weekday }, reference) => ({
    kind: 'day',
    day: ofWeek(weekdayOf(weekday), 0, reference),
  })),
  form(`${COUNT} ${WEEKDAY}s (?:from now|from today)`, ({ count, weekday }, reference) => ({
    kind: 'day',
    day: nextWeekday(weekdayOf(weekday), reference) + 7 * (numberOf(count) - 1),
  })),
  form(`a week on ${WEEKDAY}`, ({ weekday }, reference) => ({
    kind: 'day',
    day: nextWeekday(weekdayOf(weekday), reference) + 7,
  })),
  form(`${WEEKDAY} (?:after next|week)`, ({ weekday }, reference) => ({
    kind: 'day',
    day: nextWeekday(weekdayOf(weekday), reference) + 7,
  })),
  form(
    `(?:the )?(?<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) ${WEEKDAY} (?:of|in) (?:${MONTH}(?:,? (?:of )?${YEAR})?|(?<which>(?:the|this|next)) month)`,
    nthOfMonth,
  ),
  form(`(?:the )?${DATE}(?: day)? of (?<which>this|the|next|the (?:next|following|current)) month`, inMonth),
  form(`(?<which>next|this) month,? (?:on )?(?:the )?${ORDINAL_DATE}`, inMonth),
  form(
    `(?<=\\b(?:by|on|before|until|till?) )the ${ORDINAL_DATE}(?= ?(?:[.,;!?)]|$)| (?:at|and|or|but|so|if|with|for|we|I)\\b)`,
    (groups) => ({ ...ofMonth(groups), alone: true }),
  ),
  form(`(?<=day,? |\\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\\.?,? )(?:the )?${ORDINAL_DATE}`, ofMonth),
];

const NTH: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, last: -1 };

/** "the first Friday of October", "last Monday of the month". */
function nthOfMonth({ nth = '', weekday, month, which, year }: Groups, { day }: Reference): Meaning | undefined {
  const now = partsOf(day);
  const count = NTH[nth.toLowerCase()] ?? Number.parseInt(nth, 10);
  const at = (year_: number, month_: number): Day => nthWeekday(count, weekdayOf(weekday), year_, month_);
  if (month === undefined) return { kind: 'day', day: at(now.year, now.month + (/next/i.test(which ?? '') ? 1 : 0)) };
  if (year !== undefined) return { kind: 'day', day: at(yearOf(year), monthOf(month)), sure: 'dated' };
  const thisYear = at(now.year, monthOf(month));
  return { kind: 'day', day: thisYear >= day ? thisYear : at(now.year + 1, monthOf(month)) };
}

/** "the 5th of next month". */
function inMonth({ date, which = '' }: Groups, { day }: Reference): Meaning {
  const { year, month } = partsOf(day);
  const of = /next|following/i.test(which) ? month + 1 : month;
  const found = dayOf(year + Math.floor((of - 1) / 12), ((of - 1) % 12) + 1, numberOf(date));
  return found === undefined ? { kind: 'impossible' } : { kind: 'day', day: found };
}

/** A day of the month without its month; a weekday beside it says which. */
function ofMonth({ date }: Groups): Meaning & { kind: 'date-of-month' } {
  return { kind: 'date-of-month', date: numberOf(date) };
}
