import { type Day, dayOf, nthWeekday, partsOf } from '../calendar.ts';
import type { Reference } from '../reference.ts';
import { type Form, type Groups, type Meaning, form } from '../token.ts';
import { YEAR, yearOf } from '../words.ts';

type InYear = (year: number) => Day;

const fixed =
  (month: number, date: number): InYear =>
  (year) =>
    dayOf(year, month, date) ?? 0;

const nth =
  (count: number, weekday: number, month: number): InYear =>
  (year) =>
    nthWeekday(count, weekday, year, month);

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
const easter: InYear = (year) => {
  const golden = year % 19;
  const [century, rest] = [Math.floor(year / 100), year % 100];
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const shift = epact + sunday - 7 * Math.floor((golden + 11 * epact + 22 * sunday) / 451) + 114;
  return fixed(Math.floor(shift / 31), (shift % 31) + 1)(year);
};

const HOLIDAYS: readonly (readonly [string, InYear])[] = [
  ["new years?(?:[’']?s?)? eve", fixed(12, 31)],
  ["new years?(?:[’']?s?)?(?: day)?(?= |$|[.,!?])", fixed(1, 1)],
  ["valentine[’']?s?(?: day)?", fixed(2, 14)],
  ["(?:st\\.?|saint) patrick(?:[’']?s)?(?: day)?", fixed(3, 17)],
  ['earth day', fixed(4, 22)],
  ["april fools?[’']?(?: day)?", fixed(4, 1)],
  ["(?:international )?workers?[’']? day|may day", fixed(5, 1)],
  ["mother[’']?s[’']? day", nth(2, 0, 5)],
  ["father[’']?s[’']? day", nth(3, 0, 6)],
  ['memorial day', nth(-1, 1, 5)],
  ['(?:the )?independence day', fixed(7, 4)],
  ['labou?r day', nth(1, 1, 9)],
  ['columbus day', nth(2, 1, 10)],
  ["hallowe[’']?en", fixed(10, 31)],
  ["veterans?[’']? day", fixed(11, 11)],
  ['thanksgiving(?: day)?', nth(4, 4, 11)],
  ['black friday', (year) => nth(4, 4, 11)(year) + 1],
  ['cyber monday', (year) => nth(4, 4, 11)(year) + 4],
  ['(?:christmas|xmas) eve', fixed(12, 24)],
  ['(?:christmas|xmas)(?: day)?', fixed(12, 25)],
  ['boxing day', fixed(12, 26)],
  ['martin luther king(?: jr\\.?)? day|mlk day', nth(3, 1, 1)],
  ["president[’']?s[’']? day", nth(3, 1, 2)],
  ['good friday', (year) => easter(year) - 2],
  ['easter monday', (year) => easter(year) + 1],
  ['easter(?: sunday)?', easter],
];

function read(of: InYear, { which = '', year, current }: Groups, { day }: Reference): Meaning {
  if (year !== undefined) return { kind: 'day', day: of(yearOf(year)) };
  const now = partsOf(day).year;
  if (/last|previous/i.test(which)) {
    return { kind: 'day', day: of(now) < day ? of(now) : of(now - 1), past: true };
  }
  return { kind: 'day', day: of(now) >= day || current !== undefined ? of(now) : of(now + 1) };
}

/** Days that have names; those of the United States where countries differ, as in the recogniser underneath. */
export const HOLIDAY_FORMS: readonly Form[] = HOLIDAYS.map(([name, of]) =>
  form(
    `(?<which>(?:this|next|last|previous) )?(?:${name})(?:,? (?:of |in )?${YEAR}|(?<current> of this year))?`,
    (groups, at) => read(of, groups, at),
  ),
);
