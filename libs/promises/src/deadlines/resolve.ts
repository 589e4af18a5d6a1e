import type { Deadline } from '../item.ts';
import { nextDate } from './calendar.ts';
import { nextWeekday } from './forms/weekdays.ts';
import { END_OF_DAY, type Reference, instantOf, timeOf } from './reference.ts';
import type { Meaning, OnDay, Token } from './token.ts';

/** What an expression says, without its words. */
export interface Resolved {
  readonly when: Omit<Deadline, 'text'>;
  /** It can only lie in the past. */
  readonly past: boolean;
}

/** The instant that an expression means; undefined where it means none by itself. `words` are quoted for events. */
export function resolve({ meaning }: Token, words: string, reference: Reference): Resolved | undefined {
  const { zone } = reference;
  switch (meaning.kind) {
    case 'day':
      return said(instantOf(meaning.day, END_OF_DAY, zone), 'day', isOver(meaning, reference));
    case 'date-of-month': {
      const day = meaning.alone && nextDate(reference.day, meaning.date);
      return day === undefined ? undefined : said(instantOf(day, END_OF_DAY, zone), 'day');
    }
    case 'timed':
      return said(
        instantOf(dayOfTimed(meaning, reference), meaning.minutes, meaning.zone ?? zone),
        'time',
        isOver(meaning.on, reference),
      );
    case 'clock': {
      if (!meaning.sure) return undefined;
      const in_ = meaning.zone ?? zone;
      const today = timeOf(reference.day, meaning.minutes, in_) > reference.now;
      return said(instantOf(reference.day + (today ? 0 : 1), meaning.minutes, in_), 'time');
    }
    case 'stretch':
      return said(instantOf(meaning.last, END_OF_DAY, zone), meaning.granularity, meaning.past);
    case 'instant':
      return said(meaning.at, 'time', meaning.past);
    case 'event':
      return { when: { at: null, granularity: 'event', event: words }, past: false };
    default:
      return undefined;
  }
}

/** "yesterday", and a date of a year that is given, before the writer's day. */
const isOver = ({ past = false, sure, day }: OnDay, reference: Reference): boolean =>
  past || (sure === 'dated' && day < reference.day);

/** Nothing where the year has more than four figures: no calendar of ours goes on for so long. */
const said = (at: string, granularity: Deadline['granularity'], past = false): Resolved | undefined =>
  /^\d{4}-/.test(at) ? { when: { at, granularity }, past } : undefined;

/** A weekday's name with a time means the next one at which that time is ahead. */
function dayOfTimed({ on, minutes, zone }: Meaning & { kind: 'timed' }, reference: Reference): number {
  return on.open ? nextWeekday(on.open.weekday, reference, minutes, zone) : on.day;
}
