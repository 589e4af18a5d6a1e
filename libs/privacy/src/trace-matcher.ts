import { fieldOf, mentionOf, partsOf } from './mention.ts';
import type { Trace } from './trace.ts';

/** Whose traces are looked for, whether they are known or only their digests are. */
export interface Erased {
  /** Whether this is one of theirs. */
  has(kind: Trace['kind'], value: string): boolean;
  /** The text with everything of theirs in it made unreadable, of the same length. */
  mask(text: string): string;
}

/** Every character but white space becomes a dot, so that places in the text keep their offsets. */
export const hidden = (text: string): string => text.replaceAll(/\S/g, '•');

/** Traces are compared in NFC and lower case. */
export const normal = (value: string): string => value.normalize('NFC').trim().toLowerCase();

/** Known traces of a person, ready to be found. */
export class TraceMatcher implements Erased {
  readonly #values: ReadonlySet<string>;
  readonly #mentions: RegExp | undefined;
  readonly #parts: RegExp | undefined;
  readonly #any: RegExp | undefined;

  constructor(traces: readonly Trace[]) {
    this.#values = new Set(traces.map(({ kind, value }) => `${kind} ${normal(value)}`));
    const mentions = traces
      .flatMap((trace) => mentionOf(trace) ?? [])
      .toSorted((one, other) => other.length - one.length);
    this.#mentions = mentions.length === 0 ? undefined : new RegExp(mentions.join('|'), 'giu');
    const parts = [...new Set(traces.flatMap(partsOf))];
    this.#parts = parts.length === 0 ? undefined : new RegExp(parts.join('|'), 'gu');
    const all = [...mentions, ...traces.map(fieldOf)];
    this.#any = all.length === 0 ? undefined : new RegExp(all.join('|'), 'iu');
  }

  has(kind: Trace['kind'], value: string): boolean {
    return this.#values.has(`${kind} ${normal(value)}`);
  }

  mask(text: string): string {
    if (!this.#mentions) return text;
    const masked = text.replaceAll(this.#mentions, hidden);
    // "Thanks to Zoë Weiß. Zoë knows": whom the first name means is no question any more.
    return this.#parts && masked !== text ? masked.replaceAll(this.#parts, hidden) : masked;
  }

  /** Whether a text, or a JSON document as text, names them. */
  matches(text: string): boolean {
    return this.#any?.test(text) === true;
  }
}
