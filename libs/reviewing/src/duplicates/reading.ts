import { meaningOf } from './synonyms.ts';

/** A finding's text, as far as it is compared. */
export interface Reading {
  /** What it is about, by meaning, in the order of the text: identifiers are cut into their words. */
  readonly words: readonly string[];
  readonly bag: ReadonlySet<string>;
  /** What looks like code, in small letters. */
  readonly names: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly trigrams: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  /** Words as they are written. */
  readonly plain: ReadonlySet<string>;
  readonly negations: number;
}

/** Words that say nothing about what a finding is about. */
const STOP = new Set(
  'a an and are as at be been being but by can could do does done for from had has have having he her his how i if in into is it its itself just like may might more most must of on only or other our out over own same shall she should so some such than that the their them then there these they this those through to too under up use used uses using very was we were what when where which while who will with would you your this also because due instead consider potential potentially possible possibly likely need needs'.split(
    ' ',
  ),
);

const TOKEN = /[A-Za-z_$][\w$]*|\d+(?:\.\d+)*/g;
const NAME = /^[a-z$_]+[A-Z]|[A-Za-z\d]_[A-Za-z\d]|^[A-Z][a-z\d]+[A-Z]|^_|[A-Za-z]\d|^[A-Z]{2,}[a-z]/;
const NEGATION = /\b(?:not|no|never|none|neither|cannot|without|\w+n't)\b/gi;

const known = new Map<string, Reading>();

/** Findings are compared with many others: readings are kept, as many as one review may need. */
const MOST_KNOWN = 2_000;

/** Longest part of a text that is compared, characters: the beginning says what it is about. */
const LONGEST = 2_000;

export function read(text: string): Reading {
  const before = known.get(text);
  if (before) return before;
  const reading = readAnew(text.slice(0, LONGEST));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, reading);
  return reading;
}

function readAnew(text: string): Reading {
  const words: string[] = [];
  const names = new Set<string>();
  const numbers = new Set<string>();
  const code = new Set(
    Array.from(text.matchAll(/`([^`\n]{1,120})`/g), ([, inner = '']) => inner).flatMap(
      (inner) => inner.match(TOKEN) ?? [],
    ),
  );
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^\d/.test(token)) {
      numbers.add(token);
      continue;
    }
    if (NAME.test(token) || code.has(token)) names.add(token.toLowerCase());
    for (const part of partsOf(token)) if (!STOP.has(part)) words.push(meaningOf(part));
  }
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
  return {
    words,
    bag: new Set(words),
    names,
    numbers,
    plain: new Set(plain.split(' ')),
    trigrams: new Set(Array.from({ length: Math.max(0, plain.length - 3) }, (_, at) => plain.slice(at, at + 4))),
    pairs: new Set(words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`)),
    negations: text.match(NEGATION)?.length ?? 0,
  };
}

/** `get`, `cache`, `key` of `getCacheKey` and `get_cache_key`. */
const partsOf = (token: string): string[] =>
  token
    .replaceAll(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((part) => part.length > 1);
