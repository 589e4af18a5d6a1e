import { nextDate, partsOf } from './calendar.ts';
import { dayAfter } from './forms/lengths.ts';
import type { Reference } from './reference.ts';
import type { Meaning, OnDay, Token } from './token.ts';

/** What two neighbours mean together; undefined where they have nothing to do with each other. */
type Rule = (left: Meaning, between: string, right: Meaning, reference: Reference) => Meaning | undefined;

const isDay = (meaning: Meaning): meaning is OnDay => meaning.kind === 'day';

/** "by the 14th" as the day that it is; everything else as it was. */
function dayIn(meaning: Meaning, reference: Reference): Meaning {
  if (meaning.kind !== 'date-of-month' || !meaning.alone) return meaning;
  const day = nextDate(reference.day, meaning.date);
  return day === undefined ? meaning : { kind: 'day', day };
}

/** "two weeks from Friday", "3 days after January 12th". */
const counted: Rule = (left, between, right) => {
  if (left.kind !== 'length' || !isDay(right) || between.trim() !== '') return undefined;
  const day = dayAfter(right.day, left.sign * left.count, left.unit);
  return day === undefined ? undefined : { kind: 'day', day, sure: 'counted' };
};

/** "Friday, March 15": the date says which; "tomorrow, 13/04/21" likewise. */
const named: Rule = (left, between, right) => {
  if (!isDay(left) || !isDay(right) || !/^(?:,? ?(?:the |on )?|,? \()$/.test(between)) return undefined;
  if (left.end !== right.end) return left.end ? right : left;
  for (const [weekday, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (!weekday.open || other.open) continue;
    // "Thursday, two years from now" is the first one from then on.
    return other.sure === 'counted'
      ? { ...other, day: other.day + ((weekday.open.weekday - partsOf(other.day).weekday + 7) % 7) }
      : other;
  }
  return right.sure === 'dated' && left.sure !== 'dated' ? right : undefined;
};

/** "Fri 14th", "Monday the 24th": the next month in which the two meet. */
const matched: Rule = (left, between, right, { day }) => {
  if (!isDay(left) || !left.open || right.kind !== 'date-of-month' || !/^,? ?$/.test(between)) return undefined;
  const found = nextDate(day, right.date, left.open.weekday);
  return found === undefined ? undefined : { kind: 'day', day: found };
};

/** "Wednesday of next week", "next week on Wednesday". */
const ofWeek: Rule = (left, between, right) => {
  const [weekday, stretch] = isDay(left) ? [left, right] : [right, left];
  if (!isDay(weekday) || !weekday.open || stretch.kind !== 'stretch' || stretch.monday === undefined) return undefined;
  if (!/^,? ?(?:of |on )?$/.test(between)) return undefined;
  return { kind: 'day', day: stretch.monday + ((weekday.open.weekday + 6) % 7) };
};

/** "tomorrow at 3 pm", "13:00 February 28", "8am this morning". */
const timed: Rule = (one, between, other, reference) => {
  const [left, right] = [dayIn(one, reference), dayIn(other, reference)];
  const [on, clock] = isDay(left) ? [left, right] : [right, left];
  if (!isDay(on) || clock.kind !== 'clock') return undefined;
  if (!/^(?:,? ?(?:at |by |around |before |for |on |of |[-–@] ?|\()?)$/.test(between)) return undefined;
  const { zone, bare } = clock;
  const minutes = bare === undefined || on.half === undefined ? clock.minutes : bare + (on.half === 'pm' ? 720 : 0);
  return { kind: 'timed', on, minutes, ...(zone !== undefined && { zone }) };
};

/** "at 7pm on Tuesday, the 15th of November". */
const dated: Rule = (left, between, right) => {
  if (left.kind !== 'timed' || !left.on.open || !isDay(right) || right.open) return undefined;
  return /^,? (?:the )?$/.test(between) ? { ...left, on: right } : undefined;
};

/** "tomorrow, 13/04/21, at 7 pm" is read from the left; "Monday the twenty fourth six pm" as well. */
const RULES: readonly Rule[] = [counted, named, matched, ofWeek, timed, dated];

/** Longest stretch of text between two tokens that may belong together. */
const NEAR = 8;

/** "3 days after Friday, November 27 at noon" takes three passes; what takes more is not said. */
const PASSES = 4;

/** Makes one of tokens that stand side by side and mean something together, from the left. */
export function combine(tokens: readonly Token[], text: string, reference: Reference): Token[] {
  let combined: Token[] = [...tokens];
  for (let left = PASSES; left > 0; left--) combined = pass(combined, text, reference);
  return combined;
}

function pass(tokens: readonly Token[], text: string, reference: Reference): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    const meaning = last && together(last, token, text, reference);
    if (last && meaning) result[result.length - 1] = { start: last.start, end: token.end, meaning };
    else result.push(token);
  }
  return result;
}

function together(left: Token, right: Token, text: string, reference: Reference): Meaning | undefined {
  if (right.start - left.end > NEAR) return undefined;
  const between = text.slice(left.end, right.start).toLowerCase();
  for (const rule of RULES) {
    const meaning = rule(left.meaning, between, right.meaning, reference);
    if (meaning) return meaning;
  }
  return undefined;
}
