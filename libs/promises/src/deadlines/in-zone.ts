import { maskNonProse } from '../prose/mask.ts';
import type { Deadline } from '../item.ts';
import { expressionsIn } from './deadlines.ts';
import { END_OF_DAY, instantOf, referenceOf } from './reference.ts';
import type { Text } from '../text.ts';

/** Something that is due, and where it stands in its text. */
interface Due {
  readonly start: number;
  readonly deadline: Deadline;
}

/**
 * The same deadline as people in that zone mean it: their working day ends there, not where the clock stood by which the text
 * was dated. Words that are not found again keep the deadline that they have, and so does an event.
 * @throws UnreadableText where `zone` is no IANA zone
 */
export function inZone({ start, deadline }: Due, { text, at }: Text, zone: string): Deadline {
  if (deadline.at === null) return deadline;
  const same = expressionsIn(maskNonProse(text), referenceOf(at, zone), text).expressions.filter(
    (expression) => expression.deadline.text === deadline.text,
  );
  const near = same.toSorted((one, other) => Math.abs(one.start - start) - Math.abs(other.start - start))[0];
  return near?.deadline ?? deadline;
}

/**
 * The end of the working day in a zone, as ISO 8601 with that zone's offset.
 * @param date an ISO date
 * @throws UnreadableText where `zone` is no IANA zone
 */
export function endOfDay(date: string, zone: string): string {
  const { day } = referenceOf(`${date}T00:00:00Z`, zone);
  return instantOf(day, END_OF_DAY, zone);
}
