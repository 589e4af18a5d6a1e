import { CLOCKS } from './forms/clocks.ts';
import { DATES } from './forms/dates.ts';
import { DAYS } from './forms/days.ts';
import { EVENTS } from './forms/events.ts';
import { HOLIDAY_FORMS } from './forms/holidays.ts';
import { LENGTHS } from './forms/lengths.ts';
import { STRETCHES } from './forms/stretches.ts';
import { WEEKDAY_FORMS } from './forms/weekdays.ts';
import type { Reference } from './reference.ts';
import type { Form, Token } from './token.ts';

/** Forms that are looked for only where one of their words occurs. */
const GROUPS: readonly { readonly hint: RegExp; readonly forms: readonly Form[] }[] = [
  { hint: /\d|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec/i, forms: DATES },
  {
    hint: /day|\b(?:mon|tue|wed|thu|fri|sat|sun)|\d(?:st|nd|rd|th)\b|\bthe [a-z-]{3,16}(?:st|nd|rd|th)\b/i,
    forms: WEEKDAY_FORMS,
  },
  { hint: /day|tonight|this (?:mor|aft|eve)|night|tom|tmr|eod|cob|close of|right now|at (?:this|pres)/i, forms: DAYS },
  {
    hint: /\d|noon|midday|midnight|\b[ap]\.? ?m\b|o['’]?clock|\b(?:at|past|half|quarter) |in the (?:morning|afternoon|evening)/i,
    forms: CLOCKS,
  },
  {
    hint: /\b(?:min|h(?:ou)?r|day|week|wk|yr|\d{1,3} ?[hw]\b|fortnight|month|quarter|year|business|work)/i,
    forms: LENGTHS,
  },
  {
    hint: /week|month|quarter|year|\beo[wmqy]\b|\bq[1-4]|20\d\d|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec/i,
    forms: STRETCHES,
  },
  {
    hint: /\b(?:next|upcoming|coming|follow|subsequent|later|separate|another|this|current|after|once|when|soon|before|release|freeze|cut-?off|launch|ga|\d+\.\d)|\bsprint|\biteration|\bmilestone/i,
    forms: EVENTS,
  },
  {
    hint: /christmas|xmas|new year|easter|holiday|thanksgiving|black friday|cyber|hallow|valentine|patrick|\b(?:earth|memorial|labou?r|independence|columbus|veterans?['’]?|boxing|mlk|king|may|workers?['’]?|good fri|(?:mother|father|president)['’]?s['’]?|april fool)/i,
    forms: HOLIDAY_FORMS,
  },
];

/** Every form's matches, of those that overlap the longest only, in the order of the text. */
export function tokensIn(text: string, reference: Reference): Token[] {
  const found: Token[] = [];
  for (const { hint, forms } of GROUPS) {
    if (!hint.test(text)) continue;
    for (const { pattern, read } of forms) {
      for (const match of text.matchAll(pattern)) {
        const meaning = read(match.groups ?? {}, reference, match[0]);
        if (meaning) found.push({ start: match.index, end: match.index + match[0].length, meaning });
      }
    }
  }
  return withoutOverlaps(found);
}

/** Of words that several forms read, the longest reading is right; of equal ones the first form's. */
export function withoutOverlaps<T extends { readonly start: number; readonly end: number }>(found: readonly T[]): T[] {
  const chosen: T[] = [];
  for (const token of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = chosen.at(-1);
    if (!last || token.start >= last.end) chosen.push(token);
    else if (token.end - token.start > last.end - last.start) chosen[chosen.length - 1] = token;
  }
  return chosen;
}
