import type { Deadline } from '../item.ts';
import { combine } from './combine.ts';
import type { Reference } from './reference.ts';
import { referenceOf } from './reference.ts';
import { resolve } from './resolve.ts';
import type { Expression } from './token.ts';
import { tokensIn } from './tokens.ts';

/** Words that date expressions are made of; without one there is none. */
const HINT =
  /\d|day|\btonight\b|\bthis \w|\beo[dwmqy]\b|\bcob\b|\bclose of\b|\bt(?:omorrow|mr)|\bend of\b|\bnext\b|\bupcoming\b|\bcoming\b|\b(?:minute|hour|week|wk|month|quarter|year|yr|fortnight)s?\b|\b(?:after|once|when|as soon as|before)\b|\brelease\b|\bfreeze\b|\bweekend\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)|\b(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b|christmas|xmas|easter|thanksgiving|halloween|night|noon|midnight|the [a-z-]{3,16}(?:st|nd|rd|th)\b|follow[- ]?up|another|subsequent|right now|at present/i;

/** Most expressions that are read of one text. */
const MOST = 50;

/** Longest words that a deadline is quoted with. */
const LONGEST = 256;

/** What the expressions of a text say. */
export interface Expressions {
  readonly expressions: readonly Expression[];
  /** The words of dates that no calendar has, like 30 February. */
  readonly impossible: readonly string[];
}

const NOTHING: Expressions = { expressions: [], impossible: [] };

/**
 * The date expressions of a masked text, first mention first. `original` is the same stretch without its mask: what is
 * quoted comes from there.
 */
export function expressionsIn(text: string, reference: Reference, original: string = text): Expressions {
  if (!HINT.test(text)) return NOTHING;
  const expressions: Expression[] = [];
  const impossible: string[] = [];
  for (const token of combine(tokensIn(text, reference), text, reference)) {
    const { start, end, meaning } = token;
    const words = original.slice(start, Math.min(end, start + LONGEST));
    if (meaning.kind === 'impossible') impossible.push(words);
    const resolved = isRecurring(token, text) ? undefined : resolve(token, words, reference);
    if (resolved) expressions.push({ start, end, past: resolved.past, deadline: { text: words, ...resolved.when } });
    if (expressions.length + impossible.length === MOST) break;
  }
  return { expressions, impossible };
}

/** "every Sunday", "6am each day", "Friday mornings": a habit is no deadline. */
const isRecurring = ({ start, end }: { readonly start: number; readonly end: number }, text: string): boolean =>
  /\b(?:every|each|everyday|daily|weekly)(?: other| single)?(?: [a-z]+ at)? $/i.test(
    text.slice(Math.max(0, start - 30), start),
  ) || /^(?:s| (?:mornings|afternoons|evenings|nights|each|every|everyday|daily))\b/i.test(text.slice(end, end + 12));

/**
 * The deadlines that a masked text names, first mention first. `at` is when it was written, with the writer's own offset:
 * days are counted, and the end of the working day (17:00) is told, by that clock.
 * @throws UnreadableText where `at` is no date-time with an offset
 */
export const deadlinesIn = (text: string, at: string): Deadline[] =>
  expressionsIn(text, referenceOf(at)).expressions.map(({ deadline }) => deadline);
