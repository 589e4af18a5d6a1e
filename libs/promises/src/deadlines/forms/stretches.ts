import { type Day, dayOf, lastOfMonth, mondayOf, partsOf } from '../calendar.ts';
import { END_OF_DAY, type Reference, timeOf } from '../reference.ts';
import { type Form, type Groups, type Meaning, form } from '../token.ts';
import { MONTH, YEAR, monthOf, yearOf } from '../words.ts';

/** The end of a stretch of time; `ahead` 0 is the running one, 1 the next, -1 the last. */
function endOf(unit: string, ahead: number, reference: Reference): Meaning {
  const { year, month } = partsOf(reference.day);
  const past = ahead < 0;
  switch (unit.toLowerCase()) {
    case 'week': {
      const monday = mondayOf(reference.day);
      const over = timeOf(monday + 4, END_OF_DAY, reference.zone) <= reference.now;
      const of = monday + 7 * (ahead === 0 && over ? 1 : ahead);
      return { kind: 'stretch', last: of + 4, granularity: 'week', monday: of, past };
    }
    case 'weekend':
      return { kind: 'stretch', last: mondayOf(reference.day) + 6 + 7 * ahead, granularity: 'week', past };
    case 'month':
      return { kind: 'stretch', last: lastOfMonth(year, month + ahead), granularity: 'month', past };
    case 'quarter':
      return quarter(year, Math.ceil(month / 3) + ahead, past);
    default:
      return { kind: 'stretch', last: lastOfMonth(year + ahead, 12), granularity: 'quarter', past };
  }
}

const quarter = (year: number, number: number, past = false): Meaning => ({
  kind: 'stretch',
  last: lastOfMonth(year, number * 3),
  granularity: 'quarter',
  past,
});

const aheadOf = (which = ''): number =>
  /next|following/i.test(which) ? 1 : /last|previous|past/i.test(which) ? -1 : 0;

const SHORT: Readonly<Record<string, string>> = { w: 'week', m: 'month', q: 'quarter', y: 'year' };
const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** A month that is over means the next year's. */
function ofMonth({ month, year }: Groups, { day }: Reference): Meaning {
  const now = partsOf(day);
  const number = monthOf(month);
  const of = year === undefined ? now.year + (number < now.month ? 1 : 0) : yearOf(year);
  return { kind: 'stretch', last: lastOfMonth(of, number), granularity: 'month' };
}

function ofQuarter({ number = '', year }: Groups, { day }: Reference): Meaning {
  const now = partsOf(day);
  const index = ORDINALS.indexOf(number.toLowerCase()) + 1 || Number.parseInt(number, 10);
  const of = year === undefined ? now.year + (index * 3 < now.month ? 1 : 0) : yearOf(year);
  return quarter(of, index);
}

/** "may" and "march" are verbs unless they are written as names, and people are called Jan and Jun. */
const unlessVerb =
  (read: Form['read']): Form['read'] =>
  (groups, reference, words) =>
    /^(?:may|march|mar|jan|jun)$/.test(groups['month'] ?? '') || /^(?:Jan|Jun)$/.test(words)
      ? undefined
      : read(groups, reference, words);

const WEEKS: Readonly<Record<string, number>> = {
  first: 0,
  second: 1,
  third: 2,
  fourth: 3,
  '1st': 0,
  '2nd': 1,
  '3rd': 2,
  '4th': 3,
};

/** A week belongs to the month that its Thursday is in. */
function weekOfMonth(groups: Groups, reference: Reference): Meaning | undefined {
  const month = ofMonth(groups, reference);
  if (month.kind !== 'stretch') return undefined;
  const { year, month: number } = partsOf(month.last);
  const weeks = WEEKS[groups['nth']?.toLowerCase() ?? ''];
  const first = dayOf(year, number, 4) ?? month.last;
  const monday = weeks === undefined ? mondayOf(month.last - 3) : mondayOf(first) + 7 * weeks;
  return { kind: 'stretch', last: monday + 4, granularity: 'week', monday };
}

const WHEN = '(?:(?:the )?(?:very )?(?:beginning|start|middle|end) of |early |mid[- ]|late(?:r)? |sometime )';
const NOT_A_COUNT = '(?! ?(?:ms|k?m?b|bytes?|lines?|items?|rows?|times|pieces|records?|files?|tests?|users?)\\b)';

/** Stretches of days, by their end. */
export const STRETCHES: readonly Form[] = [
  form(
    `(?:the )?(?<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) week (?:of|in) ${MONTH}\\b\\.?(?:,? ${YEAR})?`,
    weekOfMonth,
  ),
  form(
    `${WHEN}?(?:in )?(?<which>(?:this|(?:the )?(?:next|coming|following|last|previous|past)) )(?<unit>weekend|week|month|quarter|year)`,
    ({ which, unit = '' }, reference) => endOf(unit, aheadOf(which), reference),
  ),
  form(
    '(?:the )?end of (?:the |this )?(?:current )?(?<unit>weekend|week|month|quarter|year)',
    ({ unit = '' }, reference) => endOf(unit, 0, reference),
  ),
  form('the (?<unit>week|month|quarter) after next', ({ unit = '' }, reference) => endOf(unit, 2, reference)),
  form('(?<=\\b(?:by|before|at|until|till?) )(?<unit>month|quarter|year)[- ]end', ({ unit = '' }, reference) =>
    endOf(unit, 0, reference),
  ),
  form('(?:the )?last day of (?:the |this )(?<unit>month|quarter|year)', ({ unit = '' }, reference) =>
    endOf(unit, 0, reference),
  ),
  form('(?:over |on |by )?the (?<unit>weekend)', ({ unit = '' }, reference) => endOf(unit, 0, reference)),
  // Elsewhere EOM ends a message, and EOL a line.
  form(
    '(?<=(?:^|[,;:(–-]) ?|\\b(?:by|before|until|till?|at|for|around|the) )(?:the )?eo(?<short>[wmqy])',
    ({ short = '' }, reference) => endOf(SHORT[short.toLowerCase()] ?? '', 0, reference),
  ),
  form(`${WHEN}?q(?<number>[1-4])[ /-]?${YEAR}`, ofQuarter),
  // "Q2 backpressure" is none.
  form(
    `(?:(?<=\\b(?:in|by|for|until|till?|before|during|since|from|to|this|next|of|on|due|target|eta):? )|${WHEN})q(?<number>[1-4])|q(?<number>[1-4])(?=[.,;!?]|$)`,
    ofQuarter,
  ),
  form(
    `${WHEN}?(?:the )?(?<number>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?:,? (?:of )?${YEAR})?`,
    ofQuarter,
  ),
  form(
    `(?:(?<=\\b(?:in|by|until|till?|before|during|since|for|this|next|of) )|${WHEN}(?:of )?)${MONTH}(?:,? (?:of )?${YEAR})?(?! ?\\d)`,
    unlessVerb(ofMonth),
  ),
  form(`${MONTH},? ${YEAR}`, unlessVerb(ofMonth)),
  form(`(?:(?<=\\b(?:in|by|until|before|during) )|${WHEN})(?<year>20\\d\\d)${NOT_A_COUNT}`, ({ year = '' }) => ({
    kind: 'stretch',
    last: lastOfMonth(Number(year), 12) satisfies Day,
    granularity: 'quarter',
  })),
];
