/** Words that date expressions are made of, as pieces of regular expressions, and what they mean. */

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const SHORT_DAY = '(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\\b\\.?';
const BEFORE_SHORT =
  '(?<=\\b(?:on|by|until|till?|before|since|due|from|to|this|next|last|coming|upcoming|past|week|of) )';
const BESIDE = '(?=,? (?:\\d|at \\d|the \\d|next week|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))';
/** At the end of a clause only those that are no words or names of people. */
const CLOSING = '(?:mon|tues?|weds?|thu(?:rs?)?|fri)\\b\\.?(?=[,;!?]|\\.?$)';

/** "sat" and "sun" are words: a short name is a day's only with something beside it that makes it one. */
export const WEEKDAY = `(?<weekday>(?:sun|mon|tues|wednes|thurs|fri|satur)day|${BEFORE_SHORT}${SHORT_DAY}|${SHORT_DAY}${BESIDE}|${CLOSING})`;

export const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** Four digits of our times, or two after an apostrophe. */
export const YEAR = "(?<year>(?:19|20)\\d\\d|['’]\\d\\d)";

/** Parts of a day that say nothing about the time by themselves. */
export const PART_OF_DAY = '(?: (?:early |late )?(?:morning|afternoon|evening|night))?';

const ONES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ORDINAL_ONES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const ORDINAL_TEENS = [
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
];

const CARDINAL = `(?:(?:${TENS.join('|')})(?:[- ](?:${ONES.join('|')}))?|${[...TEENS, ...ONES].join('|')})`;
const ORDINAL = `(?:(?:twenty|thirty)[- ](?:${ORDINAL_ONES.join('|')})|twentieth|thirtieth|${[...ORDINAL_TEENS, ...ORDINAL_ONES].join('|')})`;

/** A day of the month, in figures or in words, that is not the beginning of a larger number or of a time. */
export const DATE = `(?<date>[0-3]?\\d(?:st|nd|rd|th)?(?![\\d:]| ?[ap]\\.?m\\b)|${ORDINAL}|${CARDINAL})`;

/** The same with its ending: "14th", "fourteenth". */
export const ORDINAL_DATE = `(?<date>[0-3]?\\d(?:st|nd|rd|th)|${ORDINAL})`;

/** How many: in figures, in words, or roughly. */
export const COUNT = `(?<count>\\d{1,4}(?:\\.\\d)?|an?|half an?|(?:one|two|three) and a half|(?:a )?couple(?: of)?|a few|few|several|${CARDINAL})`;

export const UNIT =
  '(?<unit>minutes?|mins?|hours?|hrs?|days?|(?:business|working|work|week)[- ]?days?|weeks?|wks?|fortnights?|months?|quarters?|years?|yrs?)';

/** Sunday is 0. */
export const weekdayOf = (word = ''): number => WEEKDAYS.indexOf(word.slice(0, 3).toLowerCase());

/** January is 1. */
export const monthOf = (word = ''): number => MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;

/** The number that words or figures say: "14", "14th", "1.5", "twenty second", "a few" (3), "half an" (0.5). */
export function numberOf(words = ''): number {
  const text = words.toLowerCase();
  if (/^\d/.test(text)) return Number.parseFloat(text);
  if (text.startsWith('half')) return 0.5;
  if (text.endsWith(' and a half')) return numberOf(text.slice(0, -' and a half'.length)) + 0.5;
  if (text.includes('couple')) return 2;
  if (/few|several/.test(text)) return 3;
  return text.split(/[- ]/).reduce((sum, word) => sum + valueOf(word), 0) || 1;
}

function valueOf(word: string): number {
  const [ones, teens, tens] = [ONES, TEENS, TENS].map((words) => words.indexOf(word)) as [number, number, number];
  if (ones >= 0) return ones + 1;
  if (teens >= 0) return teens + 10;
  if (tens >= 0) return (tens + 2) * 10;
  if (ORDINAL_ONES.includes(word)) return ORDINAL_ONES.indexOf(word) + 1;
  if (ORDINAL_TEENS.includes(word)) return ORDINAL_TEENS.indexOf(word) + 10;
  return word === 'twentieth' ? 20 : word === 'thirtieth' ? 30 : 0;
}

/** A year as it was written: 2027, '27, 87. Two digits below 40 are of this century. */
export function yearOf(words: string): number {
  const year = Number(words.replace(/\D/g, ''));
  if (year >= 100) return year;
  return year < 40 ? 2000 + year : 1900 + year;
}
