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

const literal = (value: string): string => value.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** What may stand before a mention though it ends in a letter: a new line, or a `<`, as JSON writes them. */
const ESCAPED = String.raw`(?<=\\(?:[bfnrt]|u[0-9a-f]{4}))`;
const after = (letters: string): string => `(?:(?<!${letters})|${ESCAPED})`;

/** Where free text names somebody. A single first name, or a login that is a common word, names nobody by itself. */
function mentionOf({ kind, value }: Trace): string | undefined {
  const text = literal(value);
  switch (kind) {
    case 'email':
      return String.raw`${after('[\\w.+-]')}${text}(?![\w-])`;
    case 'name':
      return /\s/.test(value.trim())
        ? String.raw`${after('[\\p{L}\\p{N}]')}${text.replaceAll(/\s+/g, String.raw`(?:\s|\\+[nrt])+`)}(?![\p{L}\p{N}])`
        : undefined;
    case 'word':
      return String.raw`${after('[\\p{L}\\p{N}]')}${text}(?![\p{L}\p{N}])`;
    case 'login':
      return /\d|-|.{8}/.test(value)
        ? String.raw`${after('[\\w-]')}${text}(?![\w-])`
        : String.raw`(?<=[@/])${text}(?![\w-])`;
    case 'user-id':
      return value.length >= 8 ? String.raw`${after('[\\w-]')}${text}(?![\w-])` : undefined;
    case 'forge-id':
      return undefined;
  }
}

/** A quotation mark of a JSON document, also of one that stands as a text within another. */
const QUOTE = String.raw`\\*"`;

/** Where a JSON document names somebody as the value of a field. */
function fieldOf({ kind, value }: Trace): string {
  const text = literal(JSON.stringify(value).slice(1, -1));
  const field = (names: string, of: string) => `${QUOTE}(?:${names})${QUOTE}${String.raw`\s*:\s*`}${of}`;
  switch (kind) {
    case 'email':
    case 'word':
      return `${QUOTE}${text}${QUOTE}`;
    case 'name':
      return field('name|user_name|display_?name', `${QUOTE}${text}${QUOTE}`);
    case 'login':
      return field('login|username|user_username|user_login', `${QUOTE}${text}${QUOTE}`);
    case 'user-id':
      return field('user_?id|external_?id', String.raw`(?:${QUOTE})?${text}(?:${QUOTE})?\s*[,}]`);
    case 'forge-id': {
      const [forge = '', id = ''] = value.split('/');
      const fields =
        forge === 'github' ? 'id|user_?id|author_?id|forge_?user_?id' : 'user_id|author_?id|forge_?user_?id';
      return field(fields, String.raw`(?:${QUOTE})?${literal(id)}(?:${QUOTE})?\s*[,}\]]`);
    }
  }
}

/** Known traces of a person, ready to be found. */
export class TraceMatcher implements Erased {
  readonly #values: ReadonlySet<string>;
  readonly #mentions: RegExp | undefined;
  readonly #any: RegExp | undefined;

  constructor(traces: readonly Trace[]) {
    this.#values = new Set(traces.map(({ kind, value }) => `${kind} ${normal(value)}`));
    const mentions = traces
      .flatMap((trace) => mentionOf(trace) ?? [])
      .toSorted((one, other) => other.length - one.length);
    this.#mentions = mentions.length === 0 ? undefined : new RegExp(mentions.join('|'), 'giu');
    const all = [...mentions, ...traces.map(fieldOf)];
    this.#any = all.length === 0 ? undefined : new RegExp(all.join('|'), 'iu');
  }

  has(kind: Trace['kind'], value: string): boolean {
    return this.#values.has(`${kind} ${normal(value)}`);
  }

  mask(text: string): string {
    return this.#mentions ? text.replaceAll(this.#mentions, hidden) : text;
  }

  /** Whether a text, or a JSON document as text, names them. */
  matches(text: string): boolean {
    return this.#any?.test(text) === true;
  }
}
