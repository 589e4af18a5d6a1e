import type { Deadline } from '../item.ts';
import { referenceOf } from './calendar.ts';
import { FORMS } from './grammar.ts';

/** Words that date expressions are made of; without one there is none. */
const HINT =
  /\d|day|\btonight\b|\bthis \w|\beo[dwmqy]\b|\bcob\b|\btomorrow\b|\bend of\b|\bnext\b|\bupcoming\b|\bcoming\b|\b(?:with)?in (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|few|several|the|about)\b|\b(?:after|once|when|as soon as|before)\b|\brelease\b|\bfreeze\b|\bweekend\b/i;

/** Longest words that a deadline is quoted with. */
const LONGEST = 256;

/**
 * The deadlines that a masked text names, first mention first. `at` is when it was written, with the writer's own offset:
 * days are counted, and the end of the working day (17:00) is told, by that clock. `original` is the same stretch without
 * its mask: what is quoted comes from there.
 */
export function deadlinesIn(text: string, at: string, original: string = text): Deadline[] {
  if (!HINT.test(text)) return [];
  const reference = referenceOf(at);
  const readings = FORMS.flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].map((match) => {
      const start = match.index;
      const end = start + match[0].length;
      const words = original.slice(start, end).slice(0, LONGEST);
      return { start, end, words, reading: read(match.groups ?? {}, reference, words) };
    }),
  ).sort((a, b) => a.start - b.start || b.end - a.end);
  const deadlines: Deadline[] = [];
  let done = 0;
  for (const { start, end, words, reading } of readings) {
    if (start < done) continue;
    done = end;
    if (reading) deadlines.push({ text: words, ...reading });
  }
  return deadlines;
}
