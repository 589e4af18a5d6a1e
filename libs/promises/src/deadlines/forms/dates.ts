import { type Day, dayOf, partsOf } from '../calendar.ts';
import type { Reference } from '../reference.ts';
import { type Form, type Groups, type Meaning, form } from '../token.ts';
import { DATE, MONTH, YEAR, monthOf, numberOf, yearOf } from '../words.ts';

const IMPOSSIBLE: Meaning = { kind: 'impossible' };

/** Without a year: the next time that the date comes round, which for 29 February can take eight years. */
function nextDay(month: number, date: number, reference: Reference): Day | undefined {
  const { year } = partsOf(reference.day);
  const days = Array.from({ length: 9 }, (_, ahead) => dayOf(year + ahead, month, date));
  return days.find((day) => day !== undefined && day >= reference.day);
}

/** The day of a date, or that no calendar has it. */
export function onDate(year: string | undefined, month: number, date: number, reference: Reference): Meaning {
  const day = year === undefined ? nextDay(month, date, reference) : dayOf(yearOf(year), month, date);
  if (day === undefined) return IMPOSSIBLE;
  return { kind: 'day', day, ...(year !== undefined && { sure: 'dated' }) };
}

/** "may" and "march" are verbs unless they are written as names, or a date's ending or "of" stands with them. */
const isVerb = ({ month = '', date = '' }: Groups, words: string): boolean =>
  /^(?:may|march|mar)$/.test(month) &&
  !/\d(?:st|nd|rd|th)$/i.test(date) &&
  !(/^mar(?:ch)? /.test(words) && /(?:st|nd|rd|th)$/i.test(date)) &&
  !/\bof\b/i.test(words);

function named(groups: Groups, reference: Reference, words: string): Meaning | undefined {
  if (isVerb(groups, words)) return undefined;
  return onDate(groups['year'], monthOf(groups['month']), numberOf(groups['date']), reference);
}

/** Figures alone: month first, as the forge's own language has it, unless only the other way makes sense. */
function figures({ a = '', b = '', year, mark }: Groups, reference: Reference): Meaning | undefined {
  const [first, second] = [Number(a), Number(b)];
  if (first > 31 || second > 31 || (first > 12 && second > 12) || first === 0 || second === 0) return undefined;
  const dayFirst = first > 12 || (mark === '.' && second <= 12);
  return dayFirst ? onDate(year, second, first, reference) : onDate(year, first, second, reference);
}

function isoDate({ year = '', mm = '', dd = '' }: Groups, reference: Reference): Meaning | undefined {
  return Number(mm) > 12 || Number(dd) > 31 ? undefined : onDate(year, Number(mm), Number(dd), reference);
}

function isoInstant(groups: Groups, reference: Reference): Meaning | undefined {
  const { hour, minute, zone } = groups;
  const on = isoDate(groups, reference);
  if (on?.kind !== 'day') return on;
  return { kind: 'timed', on, minutes: Number(hour) * 60 + Number(minute), ...(zone !== undefined && { zone }) };
}

const AFTER = '(?<=\\b(?:on|by|until|till?|before|due|since|from|for|[a-z]{3,6}day,?) )';
/** "patch 9.1.1940" is no day, nor is "version 2024.1.5". */
const NO_VERSION = '(?<!\\b(?:patch|versions?|releases?|tag|bump(?:s|ed)?|v) )';
const NO_FRACTION = '(?![\\d/.:%]| (?:of|the|and|tests?|files?)\\b)';

/** Days that a date names. */
export const DATES: readonly Form[] = [
  form(
    '(?<year>20\\d\\d)-(?<mm>\\d\\d)-(?<dd>\\d\\d)T(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d)(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?<zone>Z|[+-][01]\\d:[0-5]\\d)?',
    isoInstant,
  ),
  form(`${NO_VERSION}(?<year>(?:19|20)\\d\\d)(?<mark>[-/])(?<mm>\\d{1,2})\\k<mark>(?<dd>\\d{1,2})(?!\\d)`, isoDate),
  // With points only in full: 2024.3.1 is a version.
  form(`${NO_VERSION}(?<year>(?:19|20)\\d\\d)\\.(?<mm>[01]\\d)\\.(?<dd>[0-3]\\d)(?!\\d)`, isoDate),
  form('(?<year>20\\d\\d)(?<mm>[01]\\d)(?<dd>[0-3]\\d)', isoDate),
  form(`${MONTH}\\.?(?:[ /-]| the |(?=\\d))${DATE}(?:(?: ?,| of|,? in)? ?[ /-]?${YEAR})?`, named),
  form(`${MONTH} ${DATE} \\d\\d:\\d\\d:\\d\\d (?<year>(?:19|20)\\d\\d)`, named),
  form(`(?:the )?${DATE}(?: day)?[ /-]?(?:of )?${MONTH}\\b\\.?(?:[ ,/-]{0,3}(?:of )?${YEAR})?`, named),
  form(`(?<=[a-z] )(?:the )?(?<date>[0-3]?\\d)\\. ?${MONTH}(?:,? ${YEAR})?`, (groups, reference, words) =>
    // "step 3. May be …" is no day.
    /^ma/i.test(groups['month'] ?? '') ? undefined : named(groups, reference, words),
  ),
  form(`(?:the )?${DATE} (?:of )?${MONTH},? of (?<year>\\d\\d)`, named),
  form(`${YEAR}[/-]${MONTH}[/-]${DATE}`, named),
  form(`${YEAR}[/-]${DATE}[/-]${MONTH}`, named),
  form(`${DATE}[/-]${YEAR}[/-]${MONTH}`, named),
  form(`${MONTH}[/-]${YEAR}[/-]${DATE}`, named),
  form(`${NO_VERSION}(?<a>\\d{1,2})(?<mark>[/.-])(?<b>\\d{1,2})\\k<mark>(?<year>(?:19|20)\\d\\d)`, figures),
  form('(?<a>\\d{1,2})/(?<b>\\d{1,2})/(?<year>\\d\\d)(?![/\\d])', figures),
  form(`${AFTER}(?<a>\\d{1,2})/(?<b>\\d{1,2})${NO_FRACTION}`, figures),
  form('(?<a>\\d{1,2})/(?<b>\\d{1,2})(?=,? (?:at )?\\d{1,2}(?::\\d\\d)? ?[ap]m\\b)', figures),
  form(`(?<=[a-z]{3,6}day,? )(?<a>\\d{1,2})[.-](?<b>\\d{1,2})(?![\\d/.:%])`, figures),
];
