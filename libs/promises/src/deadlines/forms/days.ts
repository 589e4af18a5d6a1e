import { workingDaysAfter } from '../calendar.ts';
import { minutesAfter } from '../reference.ts';
import { type Form, form } from '../token.ts';
import { PART_OF_DAY } from '../words.ts';

/** Which half of the day words speak of, for a bare hour beside them. */
export function halfOf(words: string): { half?: 'am' | 'pm' } {
  if (/morning/i.test(words)) return { half: 'am' };
  return /night|evening|afternoon/i.test(words) ? { half: 'pm' } : {};
}

const ahead =
  (count: number): Form['read'] =>
  (_, reference, words) => ({ kind: 'day', day: reference.day + count, ...halfOf(words) });

const back =
  (count: number): Form['read'] =>
  (_, reference, words) => ({ kind: 'day', day: reference.day - count, past: true, ...halfOf(words) });

const END = "(?:the )?(?:eod|cob|close of business|end of (?:the |this )?(?:business |working )?day|day[’']?s end)";

/** Days that are counted from the writer's own. */
export const DAYS: readonly Form[] = [
  form(`(?:later |${END},? )?(?:today|tonight|this (?:morning|afternoon|evening))`, ahead(0)),
  form(END, (_, { day }) => ({ kind: 'day', day, end: true })),
  form(`(?:sometime |first thing |${END},? )?(?:tomorrow|tmrw|tmr|tomorow)${PART_OF_DAY}`, ahead(1)),
  form('(?:the )?day after (?:tomorrow|tmrw|tmr)', ahead(2)),
  form('the day after(?=[?.!]|$)', ahead(1)),
  form('(?:the )?next (?:business|working|work) day', (_, { day }) => ({
    kind: 'day',
    day: workingDaysAfter(day, 1),
    sure: 'counted',
  })),
  form(`(?:yesterday${PART_OF_DAY}|last night)`, back(1)),
  form('(?:the )?day before yesterday', back(2)),
  form('(?:right now|at present|at this (?:time|moment))', (_, reference) => ({
    kind: 'instant',
    at: minutesAfter(reference, 0),
  })),
];
