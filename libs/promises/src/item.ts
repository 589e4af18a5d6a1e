/** How exactly a deadline was said. `event`: no calendar tells it. */
export type Granularity = 'time' | 'day' | 'week' | 'month' | 'quarter' | 'event';

/** By when: an instant where one can be told, else the event's own words ("in the next PR"). */
export interface Deadline {
  /** The words it was read from, at most 256 UTF-16 units. */
  text: string;
  /** ISO 8601 date-time with offset; null for an event. */
  at: string | null;
  granularity: Granularity;
  event?: string | undefined;
}

/**
 * Something that was found. `start` and `end` are UTF-16 offsets into the text, end exclusive; `text` stands between them.
 *
 * A `commitment` is definite work to come that the writer or the writer's team undertakes. `debt` is a shortcoming that
 * the writer admits, or work that nobody undertakes. An ambiguous item waits for a human and does not count as found.
 */
export interface Item {
  type: 'commitment' | 'debt';
  start: number;
  end: number;
  text: string;
  /** The words for who is to do it (`I`, `we`, `@alice`); absent where the text leaves them out. */
  who?: string | undefined;
  what: string;
  deadline: Deadline | null;
  /** From 0 to 1. */
  confidence: number;
  ambiguous: boolean;
  /** The words of a date that no calendar has (30 February), where there is no deadline because of it. */
  impossible?: string | undefined;
  /** Of debt: the words that spoke for it, strongest first. */
  cues?: readonly string[] | undefined;
}

/** Most items that are told of one text. */
export const MAX_ITEMS = 50;
