import { createHmac } from 'node:crypto';
import { isAddressOf } from './noreply.ts';
import { type Erased, hidden, normal } from './trace-matcher.ts';
import type { Trace } from './trace.ts';

/** A trace's digest under a key: enough to recognise it again, not enough to read it. Base64url. */
export const digestOf = (key: Buffer, { kind, value }: Trace): string =>
  createHmac('sha256', key)
    .update(`${kind} ${normal(value)}`)
    .digest('base64url');

const EMAIL = /[^\s"'<>(),;:@[\]]{1,64}@[\p{L}\p{N}.-]{1,255}/gu;
const MENTION = /(?<=@)[A-Za-z\d](?:[\w-]{0,62}\w)?/g;
/** `Co-authored-by: Jane Doe <jane@example.org>`: the name in it goes with the address. */
const TRAILER = /(?<=^[ \t]*[A-Za-z-]+-by[ \t]*:[ \t]*)([^<\n]+)(?=<([^>\n]+)>)/gim;

/** Questions whose answers are kept at most. */
const REMEMBERED = 10_000;

/** A login that stands in a text by itself. A common word is none: it has eight letters at least, a digit or a hyphen. */
const LOGIN = /(?<![\w@/-])(?=[A-Za-z]*[\d-]|[A-Za-z]{8})[A-Za-z\d][A-Za-z\d-]{0,62}(?![\w-])/g;

/**
 * People who were erased, known by the digests of their traces alone: at the door, so that nothing that is sent again
 * brings them back.
 */
export class DigestedTraces implements Erased {
  readonly #key: Buffer;
  readonly #digests: ReadonlySet<string>;
  /** What was asked for lately: the same words come again and again, and a digest takes its time. */
  readonly #asked = new Map<string, boolean>();

  constructor(key: Buffer, digests: Iterable<string>) {
    this.#key = key;
    this.#digests = new Set(digests);
  }

  get none(): boolean {
    return this.#digests.size === 0;
  }

  has(kind: Trace['kind'], value: string): boolean {
    const question = `${kind} ${value}`;
    const known = this.#asked.get(question);
    if (known !== undefined) return known;
    const answer = this.#digests.has(digestOf(this.#key, { kind, value }));
    if (this.#asked.size >= REMEMBERED) this.#asked.clear();
    this.#asked.set(question, answer);
    return answer;
  }

  mask(text: string): string {
    return text
      .replaceAll(TRAILER, (name: string, _: string, email: string) => (isAddressOf(this, email) ? hidden(name) : name))
      .replaceAll(EMAIL, (email) => (isAddressOf(this, email) ? hidden(email) : email))
      .replaceAll(MENTION, (login) => (this.has('login', login) ? hidden(login) : login))
      .replaceAll(LOGIN, (login) => (this.has('login', login) ? hidden(login) : login));
  }
}
