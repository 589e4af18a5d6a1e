import type { Deadline, Granularity } from '../item.ts';
import type { Day } from './calendar.ts';
import type { Reference } from './reference.ts';

export type Groups = Readonly<Record<string, string | undefined>>;

/** A weekday that may be this week's or the next one's, as the time that stands with it decides. */
export interface OpenWeekday {
  readonly weekday: number;
}

/** A day, as words say it. */
export type OnDay = Meaning & { readonly kind: 'day' };

/** What some words of a text mean, before it is clear what they mean together. */
export type Meaning =
  /** A day; `past` where it can only lie behind ("yesterday"). */
  | {
      readonly kind: 'day';
      readonly day: Day;
      readonly past?: boolean;
      readonly open?: OpenWeekday;
      /** Counted from another day, or a date with its year. */
      readonly sure?: 'counted' | 'dated';
      /** "end of day", which another day beside it makes that day's. */
      readonly end?: true;
      /** "tonight", "tomorrow morning": which half a bare hour beside it is of. */
      readonly half?: 'am' | 'pm';
    }
  /** A day of a month that is not named, beside a weekday ("Fri 14th") or `alone` ("by the 14th"). */
  | { readonly kind: 'date-of-month'; readonly date: number; readonly alone?: true }
  /** A time of day. `sure`: it means one even where no day stands beside it. */
  | {
      readonly kind: 'clock';
      readonly minutes: number;
      readonly sure: boolean;
      readonly zone?: string;
      /** An hour of which the words do not say whether it is before noon. */
      readonly bare?: number;
    }
  /** A day at a time. */
  | { readonly kind: 'timed'; readonly minutes: number; readonly zone?: string; readonly on: OnDay }
  /** A length, which a day may follow: "two weeks" before "from Friday". */
  | { readonly kind: 'length'; readonly count: number; readonly unit: string; readonly sign: 1 | -1 }
  /** A stretch of days, by its end. `monday`: of the week that it is. */
  | {
      readonly kind: 'stretch';
      readonly last: Day;
      readonly granularity: Granularity;
      readonly monday?: Day;
      readonly past?: boolean;
    }
  /** An instant that was counted from the writing. */
  | { readonly kind: 'instant'; readonly at: string; readonly past?: boolean }
  | { readonly kind: 'event' }
  /** A date that no calendar has. */
  | { readonly kind: 'impossible' };

/** Words with their meaning; offsets are those of the text that is read. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly meaning: Meaning;
}

/** One form of expression; a match that means nothing is undefined. */
export interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, reference: Reference, words: string) => Meaning | undefined;
}

/** An expression of a masked text, with what it means. */
export interface Expression {
  readonly deadline: Deadline;
  readonly start: number;
  readonly end: number;
  /** It can only lie in the past: nobody promises for it. */
  readonly past: boolean;
}

/** A form whose words are no part of a longer word, number or name. Read case-insensitively. */
export const form = (pattern: string, read: Form['read']): Form => ({
  pattern: new RegExp(`(?<![\\w.$-]|\\d:)${pattern}(?![\\w-]|\\.\\d)`, 'gi'),
  read,
});
