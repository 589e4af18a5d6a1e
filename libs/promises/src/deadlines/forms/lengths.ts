import { type Day, monthsAfter, workingDaysAfter } from '../calendar.ts';
import { minutesAfter, type Reference } from '../reference.ts';
import { type Form, type Groups, type Meaning, form } from '../token.ts';
import { COUNT, UNIT, numberOf } from '../words.ts';

/** A unit's one name: "hrs" is `hour`, "working days" are `business day`. */
function unitOf(words = ''): string {
  const unit = words.toLowerCase().replace(/s$/, '');
  if (unit.startsWith('min')) return 'minute';
  if (/^h(?:(?:ou)?r)?$/.test(unit)) return 'hour';
  if (/^wk?$/.test(unit)) return 'week';
  if (unit === 'yr') return 'year';
  return /^(?:business|work|week)/.test(unit) && unit !== 'week' ? 'business day' : unit;
}

/** The day that lies so many units after another; undefined for hours and minutes. */
export function dayAfter(day: Day, count: number, unit: string): Day | undefined {
  switch (unit) {
    case 'day':
      return day + Math.round(count);
    case 'business day':
      return workingDaysAfter(day, Math.round(count));
    case 'week':
      return day + Math.round(7 * count);
    case 'fortnight':
      return day + Math.round(14 * count);
    case 'month':
      return monthsAfter(day, Math.round(count));
    case 'quarter':
      return monthsAfter(day, Math.round(3 * count));
    case 'year':
      return monthsAfter(day, Math.round(12 * count));
    default:
      return undefined;
  }
}

/** So many units from the writing, or before it. */
function fromNow(groups: Groups, reference: Reference, sign: 1 | -1): Meaning | undefined {
  const [count, unit] = [numberOf(groups['count']), unitOf(groups['unit'])];
  const past = sign < 0;
  if (unit === 'minute' || unit === 'hour') {
    return { kind: 'instant', at: minutesAfter(reference, sign * count * (unit === 'hour' ? 60 : 1)), past };
  }
  const day = dayAfter(reference.day, sign * count, unit);
  return day === undefined ? undefined : { kind: 'day', day, past, sure: 'counted' };
}

const LENGTH = `${COUNT} ${UNIT}`;

/** Days and instants that lie some length of time away. */
export const LENGTHS: readonly Form[] = [
  form(
    `(?:(?:with)?in|over(?= the next)) (?:about |around |approximately |roughly |some |another |the next |the coming |next |less than )?${LENGTH}(?![’']| (?:ago|or so ago|after|before))(?:[’']s? time)?`,
    (groups, reference) => fromNow(groups, reference, 1),
  ),
  form('(?:with)?in (?<count>\\d{1,3}) ?(?<unit>[hw])(?! (?:format|clock|mode|notation))', (groups, reference) =>
    fromNow(groups, reference, 1),
  ),
  form(`(?:in )?${LENGTH}[’']s? time`, (groups, reference) => fromNow(groups, reference, 1)),
  form(`${LENGTH} (?:from (?:now|today|here)|hence)`, (groups, reference) => fromNow(groups, reference, 1)),
  form(`${LENGTH} ago`, (groups, reference) => fromNow(groups, reference, -1)),
  form('(?:the )?day (?<where>after|before)(?= )', ({ where = '' }) => ({
    kind: 'length',
    count: 1,
    unit: 'day',
    sign: /after/i.test(where) ? 1 : -1,
  })),
  form(`${LENGTH} (?<where>from|after|before|prior to)(?= )`, ({ count, unit, where = '' }) => ({
    kind: 'length',
    count: numberOf(count),
    unit: unitOf(unit),
    sign: /from|after/i.test(where) ? 1 : -1,
  })),
];
