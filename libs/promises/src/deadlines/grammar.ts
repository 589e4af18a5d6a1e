import type { Deadline } from '../item.ts';
import {
  type Day,
  END_OF_DAY,
  type Reference,
  dayOf,
  instantOf,
  lastOfMonth,
  partsOf,
  workingDaysAfter,
} from './calendar.ts';

/** What an expression means; undefined for one that means nothing, like 30 February. */
export type Reading = Omit<Deadline, 'text'> | undefined;

/** One form of date expression. */
export interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: Readonly<Record<string, string | undefined>>, reference: Reference, text: string) => Reading;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const COUNTS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const WEEKDAY = '(?<weekday>sunday|monday|tuesday|wednesday|thursday|friday|saturday)';
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const COUNT =
  '(?<count>\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple(?: of)?|a few|few|several)';
const CLOCK =
  '(?:(?:[ ,]{1,2}|[ ,]{0,2}(?:at|by) )(?<hour>\\d{1,2})(?::(?<minute>[0-5]\\d))? ?(?<half>am|pm)|[ ,]{0,2}at (?<hour24>[01]?\\d|2[0-3]):(?<minute24>[0-5]\\d))?';
const PIECE =
  '(?:pr|pull request|mr|merge request|commit|patch|patch set|change|changeset|release|version|sprint|iteration|milestone|rc|beta|minor|major)';

const form = (pattern: string, read: Form['read']): Form => ({
  pattern: new RegExp(`(?<![\\w.-])${pattern}(?![\\w-])`, 'gi'),
  read,
});

const countOf = (words = ''): number => {
  if (/^\d/.test(words)) return Number(words);
  if (/couple/i.test(words)) return 2;
  if (/few|several/i.test(words)) return 3;
  return Math.max(1, COUNTS.indexOf(words.toLowerCase()));
};

/** Minutes since midnight that a clock's words say; the end of the working day where they say nothing. */
function minutesOf(groups: Readonly<Record<string, string | undefined>>): { minutes: number; said: boolean } {
  const { hour, minute = '0', half, hour24, minute24 } = groups;
  if (hour24 !== undefined) return { minutes: Number(hour24) * 60 + Number(minute24), said: true };
  if (hour === undefined || Number(hour) > 12) return { minutes: END_OF_DAY, said: false };
  const hours = (Number(hour) % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0);
  return { minutes: hours * 60 + Number(minute), said: true };
}

/** A day, at the time that the words say or at the end of work. */
function onDay(
  day: Day | undefined,
  groups: Readonly<Record<string, string | undefined>>,
  reference: Reference,
): Reading {
  if (day === undefined) return undefined;
  const { minutes, said } = minutesOf(groups);
  return { at: instantOf(day, minutes, reference), granularity: said ? 'time' : 'day' };
}

const until = (day: Day, granularity: Deadline['granularity'], reference: Reference): Reading => ({
  at: instantOf(day, END_OF_DAY, reference),
  granularity,
});

const event = (words: string): Reading => ({ at: null, granularity: 'event', event: words });

/** The next day of that name whose end is still ahead. */
function nextWeekday(weekday: number, { day, minutes }: Reference): Day {
  const ahead = (weekday - partsOf(day).weekday + 7) % 7;
  return day + (ahead === 0 && minutes >= END_OF_DAY ? 7 : ahead);
}

const mondayOf = (day: Day): Day => day - ((partsOf(day).weekday + 6) % 7);

/** Without a year: the next time that the date comes round, which for 29 February can take eight years. */
function dateOf(year: string | undefined, month: number, date: number, reference: Reference): Day | undefined {
  if (year !== undefined) return dayOf(Number(year), month, date);
  const thisYear = partsOf(reference.day).year;
  const days = Array.from({ length: 9 }, (_, ahead) => dayOf(thisYear + ahead, month, date));
  return days.find((day) => day !== undefined && day >= reference.day);
}

const monthOf = (words = ''): number => MONTHS.indexOf(words.slice(0, 3).toLowerCase()) + 1;

/** The end of a stretch of time; `ahead` 0 is the running one, 1 the next. */
function endOf(unit: string, ahead: number, reference: Reference): Reading {
  const { year, month } = partsOf(reference.day);
  switch (unit.toLowerCase()) {
    case 'day':
      return onDay(reference.day + ahead, {}, reference);
    case 'week': {
      const friday = mondayOf(reference.day) + 4;
      const over = reference.day > friday || (reference.day === friday && reference.minutes >= END_OF_DAY);
      return until(friday + 7 * (ahead === 0 && over ? 1 : ahead), 'week', reference);
    }
    case 'weekend':
      return until(mondayOf(reference.day) + 6 + 7 * ahead, 'week', reference);
    case 'month':
      return until(lastOfMonth(year, month + ahead), 'month', reference);
    case 'quarter':
      return until(lastOfMonth(year, (Math.ceil(month / 3) + ahead) * 3), 'quarter', reference);
    default:
      return until(lastOfMonth(year + ahead, 12), 'quarter', reference);
  }
}

/** That many units from now. */
function after(count: number, unit: string, reference: Reference): Reading {
  const { day, minutes } = reference;
  const { year, month, date } = partsOf(day);
  switch (unit.toLowerCase().replace(/s$/, '')) {
    case 'minute':
      return { at: instantOf(day, minutes + count, reference), granularity: 'time' };
    case 'hour':
      return { at: instantOf(day, minutes + count * 60, reference), granularity: 'time' };
    case 'day':
      return onDay(day + count, {}, reference);
    case 'business day':
    case 'working day':
      return onDay(workingDaysAfter(day, count), {}, reference);
    case 'week':
      return until(day + 7 * count, 'day', reference);
    default: {
      const last = lastOfMonth(year, month + count);
      return until(Math.min(last, lastOfMonth(year, month + count - 1) + date), 'day', reference);
    }
  }
}

const SHORT: Readonly<Record<string, string>> = { d: 'day', w: 'week', m: 'month', q: 'quarter', y: 'year' };

/** Every form that is understood. Where two see the same words the longer one is right. */
export const FORMS: readonly Form[] = [
  form(`(?<year>20\\d\\d)-(?<mm>[01]\\d)-(?<dd>[0-3]\\d)${CLOCK}`, (groups, reference) =>
    onDay(dayOf(Number(groups['year']), Number(groups['mm']), Number(groups['dd'])), groups, reference),
  ),
  form(`${MONTH}\\.? (?<date>[0-3]?\\d)(?:st|nd|rd|th)?(?:,? (?<year>20\\d\\d))?${CLOCK}`, (groups, reference) =>
    onDay(dateOf(groups['year'], monthOf(groups['month']), Number(groups['date']), reference), groups, reference),
  ),
  form(
    `(?:the )?(?<date>[0-3]?\\d)(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (?<year>20\\d\\d))?${CLOCK}`,
    (groups, reference) =>
      onDay(dateOf(groups['year'], monthOf(groups['month']), Number(groups['date']), reference), groups, reference),
  ),
  form(`(?:(?<next>next) |this )?${WEEKDAY}(?: (?:morning|afternoon|evening|night))?${CLOCK}`, (groups, reference) => {
    const weekday = WEEKDAYS.indexOf((groups['weekday'] ?? '').toLowerCase());
    const day =
      groups['next'] === undefined
        ? nextWeekday(weekday, reference)
        : mondayOf(reference.day) + 7 + ((weekday + 6) % 7);
    return onDay(day, groups, reference);
  }),
  form(`(?:later |end of )?(?:today|tonight|this (?:morning|afternoon|evening)|eod|cob)${CLOCK}`, (groups, reference) =>
    onDay(reference.day, groups, reference),
  ),
  form(
    `(?:sometime )?(?:eod |end of (?:the )?day |cob )?tomorrow(?: (?:morning|afternoon|evening|night))?${CLOCK}`,
    (groups, reference) => onDay(reference.day + 1, groups, reference),
  ),
  form(`(?:the )?day after tomorrow${CLOCK}`, (groups, reference) => onDay(reference.day + 2, groups, reference)),
  form(
    `(?<=\\b(?:by|at) )(?:(?<hour>\\d{1,2})(?::(?<minute>[0-5]\\d))? ?(?<half>am|pm)|(?<hour24>[01]?\\d|2[0-3]):(?<minute24>[0-5]\\d))`,
    (groups, reference) =>
      onDay(minutesOf(groups).minutes > reference.minutes ? reference.day : reference.day + 1, groups, reference),
  ),
  form(`(?:the )?end of (?:the |this )?(?<unit>day|week|month|quarter|year)`, (groups, reference) =>
    endOf(groups['unit'] ?? '', 0, reference),
  ),
  form(`(?:the )?end of next (?<unit>week|month|quarter|year)`, (groups, reference) =>
    endOf(groups['unit'] ?? '', 1, reference),
  ),
  form('eo(?<short>[dwmqy])', (groups, reference) =>
    endOf(SHORT[(groups['short'] ?? '').toLowerCase()] ?? '', 0, reference),
  ),
  form('(?:later |sometime )?(?:this|the|next) (?<unit>weekend)', (groups, reference, text) =>
    endOf(groups['unit'] ?? '', /next/i.test(text) ? 1 : 0, reference),
  ),
  form(
    '(?:later |sometime |early )?(?:(?<next>next)|this|(?:later )?in the coming) (?<unit>week|month|quarter|year)',
    (groups, reference) => endOf(groups['unit'] ?? '', groups['next'] === undefined ? 0 : 1, reference),
  ),
  form(
    `(?:with)?in (?:about |around |the next |the coming |next )?${COUNT} (?<unit>minutes?|hours?|days?|business days?|working days?|weeks?|months?)`,
    (groups, reference) => after(countOf(groups['count']), groups['unit'] ?? '', reference),
  ),
  form('(?:the )?(?:end of )?q(?<quarter>[1-4])(?:[ /](?<year>20\\d\\d))?', (groups, reference) => {
    const { year, month } = partsOf(reference.day);
    const quarter = Number(groups['quarter']);
    const inYear = groups['year'] === undefined ? (quarter * 3 < month ? year + 1 : year) : Number(groups['year']);
    return until(lastOfMonth(inYear, quarter * 3), 'quarter', reference);
  }),
  form(
    `(?:in|with|by|for|before|as part of|during) (?:the |our |my )?(?:very )?(?:next|upcoming|coming) (?:one )?${PIECE}s?`,
    (_, __, text) => event(text),
  ),
  form('(?:next|this) sprint', (_, __, text) => event(text)),
  form(
    `(?:before|by|for|in time for|prior to) (?:the |we (?:cut|ship|make) (?:the )?)?(?:v?\\d+\\.\\d+(?:\\.\\d+)?(?: (?:release|freeze|ga))?|(?:\\w+ )?(?:release|code freeze|freeze|cut-?off|launch|ga))`,
    (_, __, text) => event(text),
  ),
  form(
    "(?:after|once|when|as soon as) (?:[\\w#@/.\\uFFFC'-]{1,60} ){1,6}?(?:is|are|gets?|has been|have been|being)? ?(?:merged|committed|landed|lands|released|fixed|passes|passed|pass|approved|done|in)",
    (_, __, text) => event(text),
  ),
];
